#include "CDemarcheKernel.h"
int demarche_kernel_placeholder(void) { return 0; }
