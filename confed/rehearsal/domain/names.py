"""Invented names for rolls that a file gives only as a number."""

_GIVEN = (
    "Aïcha Alba Amina Anouk Ariel Asma Baran Basile Berfîn Camille Chiara Claude Dana Delal Diego Elif Elsa Émile "
    "Farid Flora Gaëlle Hakim Hélène Ibrahim Inès Irène Jamila Jeanne Joaquín Jules Karim Katja Lena Leyla Louise "
    "Malik Manon Mara Marwan Mîna Nadia Nils Noor Olga Omar Paola Pauline Rachid Rojda Rosa Sabine Samir Selma "
    "Simone Solène Sores Tarek Thea Tomas Yara Yusuf Zîlan Zoé"
)
_FAMILY = (
    "Abadie Achard Amadou Arslan Aubert Bakr Bellec Benali Bihan Bozan Cadiou Cissé Corbel Demir Diallo Drouet "
    "Durand Élie Farès Ferrand Gallo Garin Guérin Haddad Hamon Jaouen Kaya Keller Lacroix Lebrun Legoff Lopez Mahé "
    "Marchand Moreau Nasser Nicolas Ortiz Öztürk Pascal Perrin Picard Quéré Renaud Rivière Roux Saïd Sánchez Simon "
    "Tanguy Thomas Vidal Weiss Yılmaz Zaki"
)
GIVEN, FAMILY = _GIVEN.split(), _FAMILY.split()


def invented_name(number: int) -> str:
    """Return the name of this number; names repeat only after all pairs are used."""
    given = GIVEN[number % len(GIVEN)]
    family = FAMILY[(number + number // len(GIVEN)) % len(FAMILY)]
    return f"{given} {family}"
