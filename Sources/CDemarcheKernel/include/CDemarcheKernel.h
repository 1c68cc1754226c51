int demarche_kernel_placeholder(void);
