/* SPDX-License-Identifier: MPL-2.0 */
/* migrationc: puts the files of migrations/ into the program.

       migrationc OUT.c 0001_base.sql …

   The names are those of the files without folder and ending; the order is bytewise. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void write_name(FILE *out, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    fprintf(out, "    { \"%.*s\",\n", (int)(strlen(name) - strlen(".sql")), name);
}

static int write_text(FILE *out, FILE *in)
{
    int c = getc(in);
    while (c != EOF) {
        fputs("      \"", out);
        for (; c != EOF && c != '\n'; c = getc(in)) {
            if (c == '"' || c == '\\')
                putc('\\', out);
            putc(c, out);
        }
        fputs("\\n\"\n", out);
        if (c == '\n')
            c = getc(in);
    }
    return ferror(in);
}

int main(int count, char **arguments)
{
    FILE *out = count > 1 ? fopen(arguments[1], "w") : NULL;
    if (out == NULL) {
        fputs("migrationc: cannot write the output\n", stderr);
        return 1;
    }
    qsort(arguments + 2, (size_t)(count - 2), sizeof *arguments, compare);
    fputs("/* SPDX-License-Identifier: MPL-2.0 */\n#include \"db/migrate.h\"\n\nconst Migration migrations[] "
          "= {\n",
          out);
    for (int i = 2; i < count; i++) {
        FILE *in = fopen(arguments[i], "r");
        if (in == NULL) {
            fprintf(stderr, "migrationc: cannot open '%s'\n", arguments[i]);
            return 1;
        }
        write_name(out, arguments[i]);
        if (write_text(out, in) != 0)
            return 1;
        fputs("    },\n", out);
        fclose(in);
    }
    fputs("    { 0 },\n};\n", out);
    return fclose(out) == 0 ? 0 : 1;
}
