package io.annals.command.preference;

import io.annals.command.preference.PreferenceCentre.Preferences;
import io.annals.contracts.customer.ConsentTerms.Controller;
import io.annals.contracts.customer.CustomerCommand.Held;
import io.annals.contracts.customer.Notice.Text;
import io.annals.contracts.customer.PurposeTerms;
import io.annals.contracts.customer.SubjectRequestEvent.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The page for people: one column that fits a phone, no script, nothing loaded from elsewhere. */
final class PreferenceHtml {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 38em; margin: 0 auto; padding: 1.5em 1em 3em; }
            h1 { font-size: 1.6em; margin: 0; } h2 { font-size: 1.2em; margin: 2em 0 .2em; }
            .said { border: 1px solid; border-radius: .5em; padding: .6em 1em; margin: 1em 0; }
            ul { list-style: none; padding: 0; margin: 1em 0; }
            li { display: flex; gap: 1em; align-items: center; justify-content: space-between; padding: .9em 0;
                 border-bottom: 1px solid color-mix(in srgb, currentColor 20%%, transparent); }
            li p, .quiet { margin: 0; opacity: .75; font-size: .92em; }
            button { font: inherit; padding: .55em 1em; min-height: 44px; min-width: 6.5em; border-radius: .5em;
                     border: 1px solid; background: transparent; color: inherit; cursor: pointer; }
            button.strong { background: #0b5cad; border-color: #0b5cad; color: #fff; }
            button:focus-visible, a:focus-visible, textarea:focus-visible { outline: 3px solid #0b5cad; outline-offset: 2px; }
            textarea { font: inherit; width: 100%%; box-sizing: border-box; margin: .4em 0; }
            form.wide { margin: 1em 0; } form.wide button { width: 100%%; } a { color: inherit; }
            </style>
            </head>
            <body>
            %s</body>
            </html>
            """;

    private static final String WAY =
            "<form method=\"post\" class=\"%s\"><input type=\"hidden\" name=\"lang\" value=\"%s\">"
                    + "<input type=\"hidden\" name=\"act\" value=\"%s\">%s<button class=\"%s\" aria-label=\"%s\">%s</button></form>\n";

    private PreferenceHtml() {}

    /** @param said what came of the last click; empty for nothing */
    static String of(Preferences preferences, PreferenceWords words, String said) {
        Controller controller = preferences.terms().controller();
        StringBuilder page = new StringBuilder(head(words));
        page.append("<p>")
                .append(words.lead())
                .append("</p>\n")
                .append(said(said))
                .append("<ul>\n");
        preferences.terms().purposes().forEach(terms -> page.append(purpose(terms, preferences, words)));
        page.append("</ul>\n<h2>").append(words.unsubscribe()).append("</h2>\n<p class=\"quiet\">");
        page.append(words.unsubscribeLead()).append("</p>\n");
        page.append(button(words, "wide", "unsubscribe", "", "strong", words.unsubscribe(), ""));
        page.append("<h2>")
                .append(words.rights())
                .append("</h2>\n<p class=\"quiet\">")
                .append(words.rightsLead());
        page.append("</p>\n").append(request(Kind.COPY, "", words.copy(), preferences, words));
        String wording = "<label>" + words.correctionLead()
                + "<textarea name=\"wording\" rows=\"3\" maxlength=\"2000\" required></textarea></label>";
        page.append(request(Kind.CORRECTION, wording, words.correction(), preferences, words));
        page.append(request(Kind.ERASURE, "", words.erasure(), preferences, words));
        if (!controller.name().isEmpty()) {
            page.append("<p class=\"quiet\">")
                    .append(words.keptBy())
                    .append(' ')
                    .append(text(controller.name()));
            page.append(" · ").append(text(controller.contact())).append("</p>\n");
        }
        return PAGE.formatted(words.language(), words.title(), page);
    }

    /** A page that only says something. */
    static String message(PreferenceWords words, String message) {
        return PAGE.formatted(words.language(), words.title(), "<h1>" + words.title() + "</h1>\n" + said(message));
    }

    private static String head(PreferenceWords words) {
        String other = words.language().equals("zh") ? "en" : "zh";
        return "<p class=\"quiet\"><a href=\"?lang=" + other + "\" lang=\"" + other + "\">" + words.other()
                + "</a></p>\n<h1>" + words.title() + "</h1>\n";
    }

    private static String said(String message) {
        return message.isEmpty() ? "" : "<p class=\"said\" role=\"status\">" + message + "</p>\n";
    }

    private static String purpose(PurposeTerms terms, Preferences preferences, PreferenceWords words) {
        boolean granted = preferences.granted(terms.purpose());
        Text notice = Objects.requireNonNull(terms.notice().texts().get(words.language()));
        String field = "<input type=\"hidden\" name=\"purpose\" value=\"" + terms.purpose() + "\">";
        String way = granted
                ? button(words, "", "withdraw", field, "", words.withdraw(), notice.name())
                : button(words, "", "grant", field, "", words.allow(), notice.name());
        return "<li id=\"" + terms.purpose() + "\"><div><strong>" + text(notice.name()) + "</strong> · "
                + state(granted, preferences.held().get(terms.purpose()), words) + "<p>" + text(notice.text())
                + "</p></div>" + way + "</li>\n";
    }

    private static String state(boolean granted, @Nullable Held held, PreferenceWords words) {
        if (!granted || held == null) {
            return words.notAllowed();
        }
        Instant expires = held.expires();
        return expires == null
                ? words.allowed()
                : words.allowed() + ", " + words.until() + " "
                        + expires.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static String request(
            Kind kind, String field, String name, Preferences preferences, PreferenceWords words) {
        if (preferences.waiting().contains(kind)) {
            return "<p><strong>" + name + "</strong><br>" + words.waiting() + "</p>\n";
        }
        return button(words, "wide", kind.name().toLowerCase(Locale.ROOT), field, "", name, "");
    }

    private static String button(
            PreferenceWords words, String form, String act, String field, String weight, String name, String what) {
        String spoken = what.isEmpty() ? name : name + ": " + text(what);
        return WAY.formatted(form, words.language(), act, field, weight, spoken, name);
    }

    private static String text(String value) {
        return HtmlUtils.htmlEscape(value);
    }
}
