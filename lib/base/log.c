/* SPDX-License-Identifier: MPL-2.0 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

void log_fault(const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    fprintf(stderr, "rettesnor: %s\n", line);
}
