# One image for web, worker and beat (docs/guides/operator.md). Not built by the project's own checks.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 CONFED_VAR=/var/lib/confed

# pg_dump and pg_restore, for backup and restore.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/confed confed
WORKDIR /srv/confed

COPY requirements.txt ./
RUN python -m pip install --disable-pip-version-check --require-hashes -r requirements.txt

COPY . ./
RUN CONFED_VAR=/tmp/build python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q confed assemblies delegates mandates \
    && rm -rf /tmp/build

USER confed
EXPOSE 8000
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0", "--port", "8000"]
