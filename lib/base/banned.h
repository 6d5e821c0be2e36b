/* SPDX-License-Identifier: MPL-2.0 */
/* Functions of the C library that nothing here may use: each has a bounded or locale-free counterpart. */
#ifndef RETTESNOR_BANNED_H
#define RETTESNOR_BANNED_H

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok asctime ctime gmtime localtime

#endif
