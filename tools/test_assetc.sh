#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Tests of tools/assetc: test_assetc.sh ASSETC [CC]. Prints "N passed, N failed"; fails when one did.
set -u
here=$(cd "$(dirname "$0")" && pwd)
assetc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cc=${2:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0
failed=0

check() { # NAME COMMAND...: the command must succeed
    name=$1
    shift
    if "$@" >log 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not ok: $name"
        sed 's/^/    /' log
    fi
}

refuses() { # NAME WORDS ARGUMENT...: assetc must end with 1 and say WORDS
    name=$1
    words=$2
    shift 2
    "$assetc" refused.d refused.c refused.h "$@" >said 2>&1
    status=$?
    check "$name" test "$status" = 1
    check "$name: says why" grep -q "$words" said
}

make_assets() { # DIRECTORY: everything below in/ into DIRECTORY
    mkdir -p "$1"
    "$assetc" "$1/assets.d" "$1/assets.c" "$1/assets.h" site.css=in/site.css bytes.png=in/bytes.png \
        long.txt=in/long.txt empty.js=in/empty.js ICON:icons.svg=in/icons.svg,in/icons.txt MARK:marks.svg=in/marks.svg
}

asset() { # DIRECTORY NAME FORM: the content of the asset as the program would send it, brotli already unpacked
    "$1/show" "$2" "$3"
}

url_of() { # DIRECTORY MACRO
    sed -n "s/^#define $2 \"\(.*\)\"\$/\1/p" "$1/assets.h"
}

name_of() {
    basename "$(url_of "$1" "$2")"
}

compile() { # DIRECTORY
    "$cc" -std=gnu17 -Wall -Wextra -Werror -I "$here/../lib" -o "$1/show" show.c "$1/assets.c" -lbrotlidec
}

same() { # the gzip, brotli or plain form of an asset against a file
    asset "$1" "$(name_of "$1" "$2")" "$3" >got || return 1
    if [ "$3" = gzip ]; then
        gzip -dc <got >unpacked && mv unpacked got || return 1
    fi
    cmp got "$4"
}

has() { # DIRECTORY MACRO WORDS: the plain form of an asset holds the words
    asset "$1" "$(name_of "$1" "$2")" plain | grep -qF "$3"
}

lacks() {
    ! has "$@"
}

differ() {
    test -n "$1" && test -n "$2" && test "$1" != "$2"
}

cat >show.c <<'C'
#include "http/asset.h"
#include <brotli/decode.h>
#include <stdio.h>
#include <string.h>

static int show(const unsigned char *at, size_t length)
{
    return at && fwrite(at, 1, length, stdout) == length ? 0 : 1;
}

static int show_unpacked(const Asset *a)
{
    static unsigned char plain[1 << 20];
    size_t length = sizeof plain;
    if (!a->brotli || BrotliDecoderDecompress(a->brotli_length, a->brotli, &length, plain) != BROTLI_DECODER_RESULT_SUCCESS)
        return 1;
    return show(plain, length);
}

int main(int argc, char **argv)
{
    for (size_t i = 1; i < asset_count; i++)
        if (strcmp(assets[i - 1].name, assets[i].name) >= 0)
            return 3;
    for (size_t i = 0; i < asset_count && argc == 3; i++) {
        if (strcmp(assets[i].name, argv[1]) != 0)
            continue;
        if (strcmp(argv[2], "gzip") == 0)
            return show(assets[i].gzip, assets[i].gzip_length);
        if (strcmp(argv[2], "brotli") == 0)
            return show_unpacked(&assets[i]);
        if (strcmp(argv[2], "type") == 0)
            return puts(assets[i].type) < 0;
        if (strcmp(argv[2], "etag") == 0)
            return puts(assets[i].etag) < 0;
        return show(assets[i].plain, assets[i].plain_length);
    }
    return 2;
}
C

mkdir -p in/img in/fonts
printf '<svg xmlns="x"><symbol id="help"><path d="M1"/></symbol><symbol id="chevron-down"><path d="M2"/></symbol><symbol id="car"><path d="M3"/></symbol></svg>' >in/icons.svg
printf '# kept\nhelp\nchevron-down\n' >in/icons.txt
printf '<svg xmlns="x"><symbol id="lod"><path d="M9"/></symbol></svg>' >in/marks.svg
printf '<svg xmlns="x"><path d="M4 4"/></svg>' >in/img/plus.svg
for font in fonts/a.woff fonts/a.woff2 fonts/a.eot; do printf 'font %s' "$font" >"in/$font"; done
i=0
while [ $i -lt 256 ]; do printf "\\$(printf %03o $i)"; i=$((i + 1)); done >in/bytes.png
i=0
while [ $i -lt 400 ]; do echo "Line $i: æøå \"quoted\" \\ back ??/ and more of the same"; i=$((i + 1)); done >in/long.txt
: >in/empty.js
cat >in/site.css <<'CSS'
/* a url(of/a/comment.svg) is none */
@font-face{font-family:A;src:url(fonts/a.eot),url(fonts/a.woff) format("woff"),url("fonts/a.woff2") format("woff2"),local("A");font-weight:400}
.a{background:url(img/plus.svg)}.b{mask:url( 'img/plus.svg#part' )}
.c{background:url("data:image/gif;base64,R0lGODlhAQABAAAAACw=")}.d{fill:url(#inside)}.e::before{content:"url(no.svg)"}
/*# sourceMappingURL=site.css.map */
CSS

check "assets are made" make_assets one
check "the table compiles" compile one
check "the table is sorted" sh -c '"$1/show"; test $? = 2' sh one
check "an asset has its content" same one ASSET_LONG_TXT plain in/long.txt
check "gzip gives the content back" same one ASSET_LONG_TXT gzip in/long.txt
check "brotli gives the content back" same one ASSET_LONG_TXT brotli in/long.txt
check "every byte is kept" same one ASSET_BYTES_PNG plain in/bytes.png
check "an empty file is an asset" same one ASSET_EMPTY_JS plain in/empty.js
check "an image is not compressed again" sh -c '! "$@"' sh one/show "$(name_of one ASSET_BYTES_PNG)" gzip
check "the type is known" sh -c '"$1/show" "$2" type | grep -qx "text/css; charset=utf-8"' sh one "$(name_of one ASSET_SITE_CSS)"
check "the name holds a hash" sh -c 'echo "$1" | grep -Eqx "/assets/site\.[0-9a-f]{12}\.css"' sh "$(url_of one ASSET_SITE_CSS)"
check "the etag is weak and the hash of the name" sh -c \
    '"$1/show" "$2" etag | grep -qxF "W/\"$(echo "$2" | cut -d. -f2)\""' sh one "$(name_of one ASSET_SITE_CSS)"

plus=$(sed -n 's/.*\.name = "\(plus\.[0-9a-f]*\.svg\)".*/\1/p' one/assets.c)
check "what a sheet points at is an asset" asset one "$plus" plain
check "a url is rewritten" has one ASSET_SITE_CSS ".a{background:url($plus)}"
check "a fragment stays" has one ASSET_SITE_CSS ".b{mask:url($plus#part)}"
check "a data url stays" has one ASSET_SITE_CSS 'url("data:image/gif;base64,R0lGODlhAQABAAAAACw=")'
check "a url in the page stays" has one ASSET_SITE_CSS 'fill:url(#inside)'
check "a url in a string is text" has one ASSET_SITE_CSS 'content:"url(no.svg)"'
check "a url in a comment is text" has one ASSET_SITE_CSS 'url(of/a/comment.svg)'
check "a source map is not named" lacks one ASSET_SITE_CSS 'sourceMappingURL'
check "woff2 is kept" has one ASSET_SITE_CSS '.woff2) format("woff2"),local("A");font-weight:400}'
check "older fonts are left out" sh -c '! grep -q "woff\"\|\.eot" one/assets.c'
check "listed symbols are kept" has one ASSET_ICONS_SVG 'id="chevron-down"'
check "other symbols are left out" lacks one ASSET_ICONS_SVG 'id="car"'
check "an icon has a macro" test "$(url_of one ICON_CHEVRON_DOWN)" = "$(url_of one ASSET_ICONS_SVG)#chevron-down"
check "without a list all symbols have one" test "$(url_of one MARK_LOD)" = "$(url_of one ASSET_MARKS_SVG)#lod"
check "Ninja is told of a file behind a url" grep -q 'in/img/plus.svg' one/assets.d
check "Ninja is told of the list" grep -q 'in/icons.txt' one/assets.d

check "assets are made again" make_assets two
check "the same content gives the same table" cmp one/assets.c two/assets.c
check "and the same names" cmp one/assets.h two/assets.h
printf '<svg xmlns="x"><path d="M5 5"/></svg>' >in/img/plus.svg
check "assets are made of a changed icon" make_assets three
check "a sheet's name follows what it points at" differ "$(url_of one ASSET_SITE_CSS)" "$(url_of three ASSET_SITE_CSS)"
check "other names stay" test "$(url_of one ASSET_LONG_TXT)" = "$(url_of three ASSET_LONG_TXT)"
echo more >>in/long.txt
check "assets are made of a changed text" make_assets four
check "a name changes with the content" differ "$(url_of one ASSET_LONG_TXT)" "$(url_of four ASSET_LONG_TXT)"

printf '.a{background:url(img/none.svg)}' >in/missing.css
printf '.a{background:url(https://example.org/a.svg)}' >in/foreign.css
printf '.a{background:url(img/plus.svg' >in/open.css
printf '@import url(circle.css);' >in/circle.css
printf '/* no end' >in/comment.css
printf 'help\nchevron-dwon\n' >in/misspelled.txt
refuses "a sheet that points at nothing is refused" "in/img/none.svg" site.css=in/missing.css
refuses "a sheet that leads to another host is refused" "leads out" site.css=in/foreign.css
refuses "a url without an end is refused" "has no end" site.css=in/open.css
refuses "a comment without an end is refused" "has no end" site.css=in/comment.css
refuses "a sheet that imports itself is refused" "points at itself" site.css=in/circle.css
refuses "an icon that is not there is refused" "no symbol 'chevron-dwon'" ICON:icons.svg=in/icons.svg,in/misspelled.txt
refuses "a file that is not there is refused" "cannot open" a.txt=in/nothing.txt
refuses "an unknown kind of file is refused" "no content type" a.exe=in/long.txt
refuses "an argument without a file is refused" "is not NAME=FILE" a.txt

echo "$passed passed, $failed failed"
test "$failed" = 0
