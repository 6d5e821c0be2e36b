/* SPDX-License-Identifier: MPL-2.0 */
/* Drawing of values along an axis of time as SVG, once for a wide screen and once for a phone. Knows nothing
 * of what the values mean. */
#ifndef RETTESNOR_SVG_H
#define RETTESNOR_SVG_H

#include "page/html.h"

enum { CHART_SMALL_WIDTH = 320, CHART_SMALL_HEIGHT = 150, CHART_SMALL_LEVELS = 118 };

/* What stands at a place of the axis of time. */
typedef enum ChartMark {
    CHART_DOT,   /* a value */
    CHART_CROSS, /* nothing where a value was expected: on the floor of the drawing; the line breaks */
    CHART_RING,  /* a value that is not shown: on the floor, too, so that its height tells nothing */
} ChartMark;

typedef struct ChartPoint {
    int64_t at;    /* place on the axis of time, in any unit */
    int64_t value; /* millionths; of a chart with levels: the level, 0 on top */
    ChartMark mark;
    Text label; /* above the mark; empty: none */
} ChartPoint;

/* A place on the axis of time with its name, and in bold below it what holds from here on (a year). */
typedef struct ChartTick {
    int64_t at;
    Text label;
    Text below;
} ChartTick;

/* A level across the whole drawing. */
typedef struct ChartLine {
    int64_t value; /* millionths */
    Text label;
    bool is_dashed; /* a goal; otherwise dotted: where it began */
} ChartLine;

/* A vertical line with a bob: from here on something was different. */
typedef struct ChartStart {
    int64_t at;
    Text label;
} ChartStart;

typedef struct Chart {
    const char *id;           /* unique on the page */
    Text title;               /* what is shown */
    Text description;         /* the result in words, for those who do not see the drawing */
    Text measure;             /* over the upright axis; empty: none */
    Text latest;              /* beside the last dot, where there is room; empty: none */
    const ChartPoint *points; /* in order of time */
    size_t point_count;
    const ChartTick
        *ticks; /* in order of time; those that find no room are left out, the ones with `below` last */
    size_t tick_count;
    const ChartLine *lines;
    size_t line_count;
    const ChartStart *starts;
    size_t start_count;
    const Text *levels; /* words on the upright axis instead of numbers, from the top; NULL: numbers */
    size_t level_count;
    bool has_line; /* joins the dots; what lies beyond a cross or a ring is not joined */
} Chart;

/* Both drawings, classes only-wide and only-narrow. CHART must hold a point. In H's arena and language. */
Markup chart_drawing(Html *h, const Chart *chart);

/* A document of its own for an <img>: CHART_SMALL_WIDTH wide and CHART_SMALL_HEIGHT high (_LEVELS: of a chart with
 * levels). Its looks stand in attributes, because no style sheet reaches it; of the axis of time only the first
 * and the last tick are named, and points and lines not at all. In H's arena and language. */
Text chart_small(Html *h, const Chart *chart);

/* A number with a fixed count of decimals as Danes (or the English) write it: "1.264,5". In H's arena. */
Text chart_number(Html *h, int64_t millionths, int decimals);

#endif
