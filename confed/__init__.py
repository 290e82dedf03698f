"""The composition root of confed: settings, servers, kernel, pages and rehearsals."""
