/* SPDX-License-Identifier: MPL-2.0 */
/* What an operator must read: one line on standard error, written once, by the file that saw the fault. */
#ifndef RETTESNOR_LOG_H
#define RETTESNOR_LOG_H

/* "rettesnor: " and the message, no full stop. Never with what people wrote in it. */
void log_fault(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
