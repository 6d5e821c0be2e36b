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
flags="-std=gnu17 -Wall -Wextra -Wconversion -Wshadow -Werror -I$lib -I$tools/golden/htmlc/accepted -I$work"

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
    diff -u "$2" "$3"
    check "$1" $?
}

compile_page() { # FILE
    "$htmlc" --out-c "$work/page.html.c" --out-h "$work/page.html.h" "$1" 2>"$work/message"
}

printf '#include "page/html.h"\nconst Translation translations[] = { { 0, 0 } };\nconst size_t translation_count = 0;\n' \
    >"$work/translations.c"
for c in $(ls "$lib"/base/*.c | grep -v /test_) "$lib"/page/html.c "$lib"/page/translate.c "$work/translations.c"; do
    cc $flags -c "$c" -o "$work/$(basename "$c").o" || exit 1
done

cd "$tools/golden/htmlc/accepted" || exit 1
for page in *.html; do
    name=${page%.html}
    compile_page "$page" && cc $flags -fsyntax-only "$work/page.html.c"
    check "$name compiles" $?
    cat "$work/message"
    cc $flags show.c "$work/page.html.c" "$work"/*.c.o -lpthread -o "$work/show" && "$work/show" >"$work/out"
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
    ! cc $flags -fsyntax-only "$work/page.html.c" 2>/dev/null
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
