import Demarche
