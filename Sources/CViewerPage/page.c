// Every file of the page becomes an array. Resources of a package would be files beside the
// program, which could not be moved alone.
#include "CViewerPage.h"

// The directive is younger than the language that is stated.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char view_html[] = {
#embed "page/view.html"
};
static const unsigned char view_css[] = {
#embed "page/view.css"
};
static const unsigned char source_js[] = {
#embed "page/source.js"
};
static const unsigned char color_js[] = {
#embed "page/color.js"
};
static const unsigned char camera_js[] = {
#embed "page/camera.js"
};
static const unsigned char scene_js[] = {
#embed "page/scene.js"
};
static const unsigned char field_js[] = {
#embed "page/field.js"
};
static const unsigned char charts_js[] = {
#embed "page/charts.js"
};
static const unsigned char clock_js[] = {
#embed "page/clock.js"
};
static const unsigned char main_js[] = {
#embed "page/main.js"
};

static const struct clausius_page_file files[] = {
    {"view.html", view_html, sizeof view_html}, {"view.css", view_css, sizeof view_css},
    {"source.js", source_js, sizeof source_js}, {"color.js", color_js, sizeof color_js},
    {"camera.js", camera_js, sizeof camera_js}, {"scene.js", scene_js, sizeof scene_js},
    {"field.js", field_js, sizeof field_js},    {"charts.js", charts_js, sizeof charts_js},
    {"clock.js", clock_js, sizeof clock_js},    {"main.js", main_js, sizeof main_js},
    {NULL, NULL, 0},
};

const struct clausius_page_file *clausius_page_files(void) { return files; }
