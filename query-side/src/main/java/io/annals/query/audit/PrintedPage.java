package io.annals.query.audit;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A page for people: prints, says everything in both languages, loads nothing from elsewhere. */
final class PrintedPage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="zh">
            <head>
            <meta charset="utf-8">
            <title>%1$s</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 3em auto; padding: 0 1em; color: #111; }
            h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { text-align: left; vertical-align: top; padding: .4em .6em; border-bottom: 1px solid #ccc; }
            th { font-weight: 600; } th:first-child { min-width: 9em; } code { font-size: .9em; overflow-wrap: anywhere; }
            @media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            %2$s
            </body>
            </html>
            """;

    private PrintedPage() {}

    static String of(String title, String... parts) {
        return PAGE.formatted(title, String.join("\n", parts));
    }

    static String section(String title, String body) {
        return "<h2>" + title + "</h2>\n" + body;
    }

    /** @param cells already markup */
    static String table(List<String> columns, Collection<List<String>> cells) {
        if (cells.isEmpty()) {
            return "<p>无 · none</p>";
        }
        return "<table>\n<tr>"
                + columns.stream().map(column -> "<th>" + column + "</th>").collect(Collectors.joining())
                + "</tr>\n"
                + cells.stream()
                        .map(row -> row.stream()
                                .map(cell -> "<td>" + cell + "</td>")
                                .collect(Collectors.joining("", "<tr>", "</tr>\n")))
                        .collect(Collectors.joining())
                + "</table>";
    }

    static String text(Object value) {
        return HtmlUtils.htmlEscape(String.valueOf(value));
    }

    static String code(Object value) {
        return "<code>" + text(value) + "</code>";
    }
}
