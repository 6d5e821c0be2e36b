#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Golden tests of the page compiler:  tools/test_htmlc.sh HTMLC_PATH
#   golden/htmlc/accepted      X.html: compiles without warnings, prints X.out and has the messages X.messages
#   golden/htmlc/refused       X.html, X.po: htmlc ends with the message X.message
#   golden/htmlc/refused_by_c  X.html: htmlc takes it, the C compiler does not, because of a type
# KEEP=1 writes what came out as what is expected, to be read before it is kept.
set -u
htmlc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
tools=$(cd "$(dirname "$0")" && pwd)
lib=$tools/../lib
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
flags="-std=gnu17 -O0 -Wall -Wextra -Wconversion -Wshadow -Werror -I$lib -I$tools/golden/htmlc/accepted"
export htmlc work flags

check() { # NAME OK
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $1"
    fi
}

same() { # NAME EXPECTED ACTUAL
    [ -z "${KEEP:-}" ] || cp "$3" "$2"
    cmp -s "$2" "$3" || diff -u "$2" "$3"
    check "$1" $?
}

# in_pairs COMMAND: COMMAND for each line of standard input, which is its $1; two at a time, as there are two cores.
in_pairs() { xargs -P 2 -I{} sh -c "$1" sh {}; }

compile_page() { # FILE
    "$htmlc" --out-c "$work/page.html.c" --out-h "$work/page.html.h" "$1" 2>"$work/message"
}

printf '#include "page/html.h"\nconst Translation translations[] = { { 0, 0 } };\nconst size_t translation_count = 0;\n' \
    >"$work/translations.c"
ls "$lib"/base/*.c "$lib"/page/html.c "$lib"/page/translate.c "$work/translations.c" | grep -v /test_ |
    in_pairs 'cc $flags -c "$1" -o "$work/$(basename "$1").o"' || exit 1

# Each page in a folder of its own; show.c, which sees no more of a page than its prototype, is compiled with the first.
cd "$tools/golden/htmlc/accepted" || exit 1
ls *.html | in_pairs '
    made=$work/${1%.html} && mkdir "$made" &&
    "$htmlc" --out-c "$made/page.html.c" --out-h "$made/page.html.h" "$1" 2>"$made/message" &&
    cc $flags -c "$made/page.html.c" -o "$made/page.o" 2>>"$made/message"'
set -- *.html
cc $flags -I"$work/${1%.html}" -c show.c -o "$work/show.o" || exit 1
ls *.html | in_pairs '
    made=$work/${1%.html}
    [ ! -f "$made/page.o" ] || cc "$work/show.o" "$made/page.o" "$work"/*.c.o -lpthread -o "$made/show"'
for page in *.html; do
    name=${page%.html}
    made=$work/$name
    [ -f "$made/page.o" ]
    check "$name compiles" $?
    cat "$made/message"
    "$made/show" >"$work/out"
    check "$name runs" $?
    same "$name prints" "$name.out" "$work/out"
    "$htmlc" messages "$page" >"$work/messages"
    same "$name has messages" "$name.messages" "$work/messages"
done
for po in *.po; do
    "$htmlc" po "$po" "$work/po.c" && cc $flags -fsyntax-only "$work/po.c"
    same "$po compiles" "$po.out" "$work/po.c"
done

cd ../refused || exit 1
for file in *.html *.po; do
    case $file in
    *.html) compile_page "$file" ;;
    *) "$htmlc" po "$file" "$work/po.c" 2>"$work/message" ;;
    esac
    [ $? = 1 ]
    check "$file is refused" $?
    same "$file says why" "${file%.*}.message" "$work/message"
done

cd ../refused_by_c || exit 1
for page in *.html; do
    compile_page "$page"
    check "$page is taken by htmlc" $?
    ! cc $flags -I"$work" -fsyntax-only "$work/page.html.c" 2>/dev/null
    check "$page is refused by C" $?
done

cd "$work" || exit 1
printf 'int x; /* TR("no") */ const char *a = "TR(\\"no\\")", *b = TR("Ja"\n    " tak"), *c = TR("Nej");\n' >a.c
printf 'msgid "Ja tak"\nmsgstr "Yes"\n\nmsgid "Gammel"\nmsgstr "Old"\n' >en.po
"$htmlc" missing en.po a.c >out
[ $? = 1 ] && [ "$(cat out)" = 'en.po:5: no such message: "Gammel"
a.c:2: no translation: "Nej"' ]
check "missing lists both ways" $?
printf 'msgid "Ja tak"\nmsgstr "Yes"\n\nmsgid "Nej"\nmsgstr "No"\n' >en.po
"$htmlc" missing en.po a.c
check "nothing is missing" $?

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
