#include "command.h"
int seed_command(const Arguments *a){(void)a;return 1;}
