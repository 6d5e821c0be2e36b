/* SPDX-License-Identifier: MPL-2.0 */
#include "page/svg.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

enum { MOST_SVG = 1 << 20, MOST_SPANS = 400, START_ROWS = 3, START_LINE = 18, FIGURE_ROOM = 64 };

static const double LETTER = 7.4; /* mean width of a letter at 14 px */

typedef enum Size { WIDE, NARROW, SMALL } Size;

/* The measures of one drawing, in px. */
typedef struct Frame {
    Size size;
    bool is_blank; /* nothing has a height: the upright axis has no numbers */
    double width;
    double height;
    double left; /* of the plot */
    double right;
    double top;
    double base;  /* where the lowest value of the axis lies */
    double floor; /* where crosses, rings and bobs stand */
    double names; /* the line of the names of the axis of time */
    double pad;   /* from the plot's edges to the first and the last place */
    double radius;
    int64_t first; /* ends of the axis of time */
    int64_t last;
    int64_t low; /* ends of the upright axis */
    int64_t high;
    int64_t step;
} Frame;

/* A drawing being written. */
typedef struct Drawing {
    Html to; /* escapes into the buffer */
    Buffer buffer;
    Frame frame;
    const Chart *chart;
} Drawing;

/* Stretches of a row that are written on already. */
typedef struct Spans {
    double from[MOST_SPANS];
    double to[MOST_SPANS];
    size_t count;
} Spans;

/* What the classes of the style sheet look like, for a drawing that no style sheet reaches. */
typedef struct Look {
    const char *class;
    const char *attributes;
} Look;

static const Look looks[] = {
    { "ax", " fill=\"none\" stroke=\"#dcdcdc\"" },
    { "b", " font-weight=\"600\"" },
    { "fl", " fill=\"#0b5661\"" },
    { "g", " fill=\"#5a5a5a\"" },
    { "g e", " fill=\"#5a5a5a\" text-anchor=\"end\"" },
    { "go", " fill=\"none\" stroke=\"#1a1a1a\" stroke-width=\"2\" stroke-dasharray=\"7 5\"" },
    { "l", " fill=\"none\" stroke=\"#1a1a1a\" stroke-width=\"2\"" },
    { "l wh", " fill=\"#fff\" stroke=\"#1a1a1a\" stroke-width=\"2\"" },
    { "pl", " fill=\"none\" stroke=\"#0b5661\" stroke-width=\"2\"" },
    { "wh", " fill=\"#fff\"" },
};

/* ---- writing ---- */

static void put(Drawing *d, const char *string)
{
    buffer_add_string(&d->buffer, string);
}

/* A coordinate with at most one decimal. */
static void put_number(Drawing *d, double number)
{
    int64_t tenths = llround(number * 10);
    if (tenths < 0)
        put(d, "-");
    buffer_add_integer(&d->buffer, llabs(tenths) / 10);
    if (tenths % 10 != 0)
        buffer_format(&d->buffer, ".%d", (int)(llabs(tenths) % 10));
}

static void put_place(Drawing *d, const char *before, double x, double y)
{
    put(d, before);
    put_number(d, x);
    put(d, " ");
    put_number(d, y);
}

static void put_attribute(Drawing *d, const char *name, double number)
{
    buffer_format(&d->buffer, " %s=\"", name);
    put_number(d, number);
    put(d, "\"");
}

static void put_look(Drawing *d, const char *class)
{
    if (d->frame.size != SMALL && *class != '\0')
        buffer_format(&d->buffer, " class=\"%s\"", class);
    for (size_t i = 0; d->frame.size == SMALL && i < sizeof looks / sizeof *looks; i++)
        if (strcmp(looks[i].class, class) == 0)
            put(d, looks[i].attributes);
}

static void put_text(Drawing *d, const char *class, double x, double y, Text text)
{
    put(d, "<text");
    put_look(d, class);
    put_attribute(d, "x", x);
    put_attribute(d, "y", y);
    put(d, ">");
    html_text(&d->to, text);
    put(d, "</text>");
}

static void put_circle(Drawing *d, const char *class, double x, double y, double radius)
{
    put(d, "<circle");
    put_look(d, class);
    put_attribute(d, "cx", x);
    put_attribute(d, "cy", y);
    put_attribute(d, "r", radius);
    put(d, "/>");
}

static void begin_path(Drawing *d, const char *class, const char *dashes)
{
    put(d, "<path");
    put_look(d, class);
    put(d, dashes);
    put(d, " d=\"");
}

static void put_level(Drawing *d, const char *class, const char *dashes, double y)
{
    begin_path(d, class, dashes);
    put_place(d, "M", d->frame.left, y);
    put(d, "H");
    put_number(d, d->frame.right);
    put(d, "\"/>");
}

Text chart_number(Html *h, int64_t millionths, int decimals)
{
    static const char zeros[] = "0,000000";
    static const int64_t tens[] = { 1000000, 100000, 10000, 1000, 100, 10, 1 };
    int64_t unit = tens[decimals], half = millionths < 0 ? -unit / 2 : unit / 2;
    Figure figure = { (millionths + half) / unit * unit,
                      { zeros, decimals == 0 ? 1 : (size_t)decimals + 2 } };
    Buffer buffer;
    buffer_init(&buffer, FIGURE_ROOM);
    Html to = { &buffer, h->arena, h->language, h->today };
    html_figure(&to, figure);
    Text text = text_copy(h->arena, buffer.at, buffer.length);
    buffer_done(&buffer);
    return text;
}

/* ---- places ---- */

static double width_of(Text text)
{
    return (double)text_characters(text) * LETTER;
}

static double x_of(const Frame *f, int64_t at)
{
    if (f->last == f->first)
        return (f->left + f->right) / 2;
    double share = (double)(at - f->first) / (double)(f->last - f->first);
    return f->left + f->pad + share * (f->right - f->left - 2 * f->pad);
}

static double y_of(const Frame *f, int64_t value)
{
    return f->base - (double)(value - f->low) / (double)(f->high - f->low) * (f->base - f->top);
}

/* Takes a stretch of a row if nothing is there yet. */
static bool take_span(Spans *spans, double from, double to)
{
    for (size_t i = 0; i < spans->count; i++)
        if (from < spans->to[i] && to > spans->from[i])
            return false;
    if (spans->count == MOST_SPANS)
        return false;
    spans->from[spans->count] = from;
    spans->to[spans->count++] = to;
    return true;
}

static void widen(int64_t *low, int64_t *high, int64_t value)
{
    *low = value < *low ? value : *low;
    *high = value > *high ? value : *high;
}

/* The ends of both axes: all dots, lines and starts are on them. */
static void find_ends(Frame *f, const Chart *chart)
{
    f->low = INT64_MAX, f->high = INT64_MIN, f->first = INT64_MAX, f->last = INT64_MIN;
    for (size_t i = 0; i < chart->point_count; i++) {
        widen(&f->first, &f->last, chart->points[i].at);
        if (chart->points[i].mark == CHART_DOT)
            widen(&f->low, &f->high, chart->points[i].value);
    }
    for (size_t i = 0; i < chart->start_count; i++)
        widen(&f->first, &f->last, chart->starts[i].at);
    for (size_t i = 0; i < chart->line_count; i++)
        widen(&f->low, &f->high, chart->lines[i].value);
    if (f->low > f->high)
        f->is_blank = true, f->low = 0, f->high = 1000000;
}

/* 1, 2 or 5 times a power of ten, so that at most MOST steps span RANGE. */
static int64_t step_for(int64_t range, int64_t most)
{
    static const int64_t first[] = { 1, 2, 5 };
    for (int64_t ten = 1; ten <= INT64_MAX / 100; ten *= 10)
        for (size_t i = 0; i < 3; i++)
            if (range / (first[i] * ten) < most)
                return first[i] * ten;
    return INT64_MAX / 10;
}

static void round_axis(Frame *f)
{
    int64_t range = f->high - f->low;
    f->step = step_for(range > 0 ? range : 1000000, f->size == SMALL ? 2 : 5);
    int64_t rest = f->low % f->step;
    f->low -= rest < 0 ? rest + f->step : rest;
    rest = f->high % f->step;
    f->high += rest == 0 ? 0 : rest < 0 ? -rest : f->step - rest;
    if (f->high == f->low)
        f->low -= f->step, f->high += f->step;
}

static int decimals_of_step(int64_t step)
{
    int decimals = 6;
    while (decimals > 0 && step % 10 == 0)
        step /= 10, decimals--;
    return decimals;
}

static bool has_marks_on_floor(const Chart *chart)
{
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->points[i].mark != CHART_DOT)
            return true;
    return chart->start_count > 0;
}

/* ---- the frame ---- */

static double left_margin(Drawing *d)
{
    const Frame *f = &d->frame;
    double most = 0;
    for (size_t i = 0; i < d->chart->level_count; i++)
        most = fmax(most, width_of(d->chart->levels[i]));
    if (d->chart->levels == NULL)
        most = fmax(width_of(chart_number(&d->to, f->low, decimals_of_step(f->step))),
                    width_of(chart_number(&d->to, f->high, decimals_of_step(f->step))));
    return fmax(most + (f->size == SMALL ? 8 : 14), f->size == WIDE ? 44 : f->size == NARROW ? 40 : 24);
}

/* On a wide screen the lines are named beside the plot. */
static double right_margin(const Drawing *d)
{
    double most = width_of(d->chart->latest);
    if (d->frame.size != WIDE)
        return 8;
    for (size_t i = 0; i < d->chart->line_count; i++)
        most = fmax(most, width_of(d->chart->lines[i].label));
    return most > 0 ? most + 16 : 16;
}

static double height_of(const Chart *chart, Size size)
{
    if (size == SMALL)
        return chart->levels != NULL ? CHART_SMALL_LEVELS : CHART_SMALL_HEIGHT;
    if (chart->levels != NULL)
        return size == WIDE ? 200 : 190;
    if (chart->has_line)
        return size == WIDE ? 400 : 300;
    return size == WIDE ? 280 : 250;
}

static double width_for(Size size)
{
    return size == WIDE ? 1168 : size == NARROW ? 343 : CHART_SMALL_WIDTH;
}

/* The first row with room for a label beside the vertical line at X: right of it, or left, or across it where
 * the drawing is too narrow. START_ROWS: none. */
static int start_row(const Frame *f, Spans *rows, double x, Text label, double *ret_from)
{
    double width = width_of(label), from = x + 6;
    int row = 0, most = f->size == SMALL ? 1 : START_ROWS;
    if (from + width > f->width)
        from = x - 6 - width >= 0 ? x - 6 - width : f->width - width;
    *ret_from = from;
    while (row < most && !take_span(&rows[row], from, from + width))
        row++;
    return row < most ? row : START_ROWS;
}

/* Where the first row of labels of starts stands; without numbers nothing is named above it. */
static double first_start_row(const Drawing *d)
{
    return d->frame.size == SMALL && d->chart->levels != NULL ? 14 : 28;
}

/* The labels of the starts stand above the highest value. */
static double top_below_starts(const Drawing *d)
{
    Spans rows[START_ROWS] = { 0 };
    double first = first_start_row(d) + (d->frame.size == SMALL ? 10 : 6), top = first, from;
    for (size_t i = 0; i < d->chart->start_count; i++) {
        int row = start_row(&d->frame, rows, x_of(&d->frame, d->chart->starts[i].at),
                            d->chart->starts[i].label, &from);
        if (row < START_ROWS)
            top = fmax(top, first + START_LINE * row);
    }
    return top;
}

/* From the lowest value down to the floor. */
static double room_below(const Chart *chart, Size size)
{
    if (size == SMALL)
        return chart->levels != NULL ? 2 : 14;
    return has_marks_on_floor(chart) ? 46 : chart->levels != NULL ? 8 : 16;
}

static double radius_for(const Chart *chart, Size size)
{
    if (size == SMALL)
        return chart->levels != NULL ? 5 : !chart->has_line ? 4 : chart->point_count > 40 ? 2 : 3;
    return chart->levels != NULL || !chart->has_line ? 5 : size == WIDE ? 4 : 3;
}

static void make_frame(Drawing *d, Size size)
{
    Frame *f = &d->frame;
    const Chart *chart = d->chart;
    *f = (Frame){ .size = size, .width = width_for(size), .height = height_of(chart, size) };
    find_ends(f, chart);
    if (chart->levels != NULL)
        f->low = (int64_t)chart->level_count - 1, f->high = 0, f->step = 1;
    else
        round_axis(f);
    f->left = left_margin(d);
    f->right = f->width - right_margin(d);
    f->names = f->height - (size == SMALL ? 6 : 28);
    f->floor = f->names - (size == SMALL ? 22 : 20);
    f->base = f->floor - room_below(chart, size);
    f->pad = fmin(fmax((f->right - f->left) / (2.0 * (double)chart->point_count), size == WIDE ? 20 : 8),
                  size == WIDE ? 120 : 40);
    f->top = chart->levels != NULL && chart->start_count == 0 ? 14 : top_below_starts(d);
    f->radius = radius_for(chart, size);
}

/* ---- the parts of a drawing, from the back to the front ---- */

static void draw_upright_axis(Drawing *d)
{
    const Frame *f = &d->frame;
    for (size_t i = 0; i < d->chart->level_count; i++) {
        double y = y_of(f, (int64_t)i);
        put_level(d, "ax", "", y);
        put_text(d, "g", 0, y + 5, d->chart->levels[i]);
    }
    for (int64_t value = f->low; d->chart->levels == NULL && !f->is_blank && value <= f->high;
         value += f->step) {
        put_level(d, "ax", "", y_of(f, value));
        put_text(d, "g e", f->left - 6, y_of(f, value) + 5,
                 chart_number(&d->to, value, decimals_of_step(f->step)));
    }
    if (!text_is_empty(d->chart->measure))
        put_text(d, "g", 2, 14, d->chart->measure);
}

static void draw_starts(Drawing *d)
{
    const Frame *f = &d->frame;
    Spans rows[START_ROWS] = { 0 };
    for (size_t i = 0; i < d->chart->start_count; i++) {
        double x = x_of(f, d->chart->starts[i].at);
        begin_path(d, "pl", "");
        put_place(d, "M", x, first_start_row(d) - 10);
        put(d, "V");
        put_number(d, f->floor);
        put(d, "\"/>");
        begin_path(d, "fl", "");
        put_place(d, "M", x - 5, f->floor - 12);
        put(d, "h10l-5 12z\"/>");
        double from;
        int row = start_row(f, rows, x, d->chart->starts[i].label, &from);
        if (row < START_ROWS)
            put_text(d, "b", from, first_start_row(d) + START_LINE * row, d->chart->starts[i].label);
    }
}

/* Names beside the plot, each at least a line below the one before; in order of height. */
static void put_side_labels(Drawing *d)
{
    const Chart *chart = d->chart;
    const Frame *f = &d->frame;
    const ChartPoint *last = &chart->points[chart->point_count - 1];
    bool has_latest = !text_is_empty(chart->latest) && last->mark == CHART_DOT;
    size_t count = chart->line_count + has_latest;
    double free_from = f->top - 20;
    bool *is_done = arena_array(d->to.arena, bool, count);
    for (size_t done = 0; done < count; done++) {
        size_t next = count;
        double y = 0;
        for (size_t i = 0; i < count; i++) {
            double own = y_of(f, i < chart->line_count ? chart->lines[i].value : last->value) + 5;
            if (!is_done[i] && (next == count || own < y))
                next = i, y = own;
        }
        is_done[next] = true;
        y = fmax(y, free_from);
        free_from = y + 18;
        bool is_latest = next == chart->line_count;
        put_text(d, is_latest ? "b" : "", f->right + 8, y,
                 is_latest ? chart->latest : chart->lines[next].label);
    }
}

static void draw_lines(Drawing *d)
{
    const Chart *chart = d->chart;
    const Frame *f = &d->frame;
    for (size_t i = 0; i < chart->line_count; i++) {
        const ChartLine *line = &chart->lines[i];
        double y = y_of(f, line->value);
        put_level(d, line->is_dashed ? "go" : "pl", line->is_dashed ? "" : " stroke-dasharray=\"2 4\"", y);
        double beside =
            y < f->top + START_LINE ? y + START_LINE - 2 : y - 7; /* never into the labels above */
        if (f->size == NARROW)
            put_text(d, line->is_dashed ? "" : "e", line->is_dashed ? f->left + 4 : f->right, beside,
                     line->label);
    }
    if (f->size == WIDE)
        put_side_labels(d);
}

static void draw_joined(Drawing *d)
{
    bool is_joined = false;
    begin_path(d, "l", "");
    for (size_t i = 0; i < d->chart->point_count; i++) {
        const ChartPoint *point = &d->chart->points[i];
        if (point->mark == CHART_DOT)
            put_place(d, is_joined ? "L" : "M", x_of(&d->frame, point->at), y_of(&d->frame, point->value));
        is_joined = point->mark == CHART_DOT;
    }
    put(d, "\"/>");
}

static void put_mark(Drawing *d, const ChartPoint *point, double x, double y)
{
    if (point->mark == CHART_DOT) {
        put_circle(d, "pt", x, y, d->frame.radius);
        return;
    }
    put_circle(d, point->mark == CHART_RING ? "l wh" : "wh", x, y, 5);
    if (point->mark == CHART_CROSS) {
        begin_path(d, "l", "");
        put_place(d, "M", x - 4, y - 4);
        put(d, "l8 8m0-8l-8 8\"/>");
    }
}

/* Above the mark, or below it where one of the lines would cross the words. */
static double label_place(const Drawing *d, bool is_dot, double y)
{
    for (size_t i = 0; is_dot && i < d->chart->line_count; i++) {
        double line = y_of(&d->frame, d->chart->lines[i].value);
        if (line > y - 26 && line < y - 4)
            return y + START_LINE;
    }
    return y - 10;
}

static void draw_points(Drawing *d)
{
    const Frame *f = &d->frame;
    Spans labels = { 0 }, floor_labels = { 0 };
    for (size_t i = 0; i < d->chart->point_count; i++) {
        const ChartPoint *point = &d->chart->points[i];
        bool is_dot = point->mark == CHART_DOT;
        double x = x_of(f, point->at), y = is_dot ? y_of(f, point->value) : f->floor;
        double half = width_of(point->label) / 2;
        double middle = fmin(fmax(x, half), f->width - half);
        put_mark(d, point, x, y);
        if (f->size != SMALL && !text_is_empty(point->label) &&
            take_span(is_dot ? &labels : &floor_labels, middle - half, middle + half))
            put_text(d, is_dot ? "b m" : "g m", middle, label_place(d, is_dot, y), point->label);
    }
}

/* PASS 0: those that begin something; 1: the last; 2: the rest. */
static bool is_of_pass(const Chart *chart, size_t i, int pass)
{
    int own = !text_is_empty(chart->ticks[i].below) ? 0 : i + 1 == chart->tick_count ? 1 : 2;
    return own == pass;
}

static void draw_time_axis(Drawing *d)
{
    const Frame *f = &d->frame;
    Spans names = { 0 };
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < d->chart->tick_count; i++) {
            const ChartTick *tick = &d->chart->ticks[i];
            double half = fmax(width_of(tick->label), width_of(tick->below)) / 2;
            double x = fmin(fmax(x_of(f, tick->at), half), f->width - half);
            if (!is_of_pass(d->chart, i, pass) || !take_span(&names, x - half - 4, x + half + 4))
                continue;
            put_text(d, "g m", x, f->names, tick->label);
            if (!text_is_empty(tick->below))
                put_text(d, "m b", x, f->height - 10, tick->below);
        }
}

/* The first place and the last, at the ends of the axis. */
static void draw_ends(Drawing *d)
{
    const Frame *f = &d->frame;
    const Chart *chart = d->chart;
    if (chart->tick_count > 0)
        put_text(d, "g", f->left, f->names, chart->ticks[0].label);
    if (chart->tick_count > 1)
        put_text(d, "g e", f->right, f->names, chart->ticks[chart->tick_count - 1].label);
}

static void put_opening(Drawing *d)
{
    const char *width = d->frame.size == WIDE ? "wide" : "narrow", *id = d->chart->id;
    buffer_format(&d->buffer,
                  "<svg class=\"chart only-%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-%c-t "
                  "%s-%c-d\">\n",
                  width, (int)d->frame.width, (int)d->frame.height, id, *width, id, *width);
    buffer_format(&d->buffer, "<title id=\"%s-%c-t\">", id, *width);
    html_text(&d->to, d->chart->title);
    buffer_format(&d->buffer, "</title>\n<desc id=\"%s-%c-d\">", id, *width);
    html_text(&d->to, d->chart->description);
    put(d, "</desc>\n");
}

static void put_small_opening(Drawing *d)
{
    int width = (int)d->frame.width, height = (int)d->frame.height;
    buffer_format(
        &d->buffer,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
        "font-family=\"'IBM Plex Sans', Arial, sans-serif\" font-size=\"14\" fill=\"#1a1a1a\">\n<title>",
        width, height, width, height);
    html_text(&d->to, d->chart->title);
    put(d, "</title>\n");
}

static void draw(Drawing *d, Size size)
{
    make_frame(d, size);
    if (size == SMALL)
        put_small_opening(d);
    else
        put_opening(d);
    draw_upright_axis(d);
    draw_starts(d);
    draw_lines(d);
    if (d->chart->has_line)
        draw_joined(d);
    draw_points(d);
    if (size == SMALL)
        draw_ends(d);
    else
        draw_time_axis(d);
    put(d, "\n</svg>\n");
}

static Text end_drawing(Html *h, Drawing *d)
{
    Text text = text_copy(h->arena, d->buffer.at, d->buffer.length);
    buffer_done(&d->buffer);
    return text;
}

static void begin_drawing(Html *h, const Chart *chart, Drawing *d)
{
    *d = (Drawing){ .chart = chart };
    buffer_init(&d->buffer, MOST_SVG);
    d->to = (Html){ &d->buffer, h->arena, h->language, h->today };
}

Markup chart_drawing(Html *h, const Chart *chart)
{
    Drawing d;
    begin_drawing(h, chart, &d);
    draw(&d, WIDE);
    draw(&d, NARROW);
    return (Markup){ end_drawing(h, &d) };
}

Text chart_small(Html *h, const Chart *chart)
{
    Drawing d;
    begin_drawing(h, chart, &d);
    draw(&d, SMALL);
    return end_drawing(h, &d);
}
