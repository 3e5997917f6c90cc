package io.annals.command.preference;

import io.annals.command.CommandProblem;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.SubjectRequestEvent.Kind;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page behind a signed link: plain HTML and forms. Only a POST changes anything, because mail scanners follow links;
 * the token stands in the address, so that no cookie does and nothing can be forged from elsewhere.
 */
@RestController
@Hidden // a page for people, as the console is
class PreferencePageApi {

    private static final int MOST_WORDING = 2_000;
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String CONTENT_SECURITY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final PreferenceLinks links;
    private final PreferenceCentre centre;
    private final Clock clock;

    PreferencePageApi(PreferenceLinks links, PreferenceCentre centre, Clock clock) {
        this.links = links;
        this.centre = centre;
        this.clock = clock;
    }

    @GetMapping("/preferences/{token}")
    ResponseEntity<String> page(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String said,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepts) {
        PreferenceWords words = PreferenceWords.in(lang, accepts);
        return withCustomer(
                token, words, customer -> html(200, PreferenceHtml.of(centre.of(customer), words, words.said(said))));
    }

    /** RFC 8058: answered without a redirect, whatever else stands in the form. */
    @PostMapping(path = "/preferences/{token}", params = "List-Unsubscribe=One-Click")
    ResponseEntity<String> oneClick(@PathVariable String token) {
        PreferenceWords words = PreferenceWords.EN;
        return withCustomer(token, words, customer -> {
            centre.unsubscribe(customer, Evidence.ONE_CLICK);
            return html(200, PreferenceHtml.message(words, words.said("unsubscribed")));
        });
    }

    @PostMapping(path = "/preferences/{token}", params = "act")
    ResponseEntity<String> change(
            @PathVariable String token,
            @RequestParam String act,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable String lang) {
        PreferenceWords words = PreferenceWords.in(lang, null);
        return withCustomer(token, words, customer -> seeOther(token, words, carryOut(customer, act, form)));
    }

    /** What the page says afterwards. */
    private String carryOut(String customer, String act, Map<String, String> form) {
        String purpose = form.getOrDefault("purpose", "");
        switch (act) {
            case "grant" -> {
                try {
                    centre.grant(customer, purpose);
                } catch (CommandProblem.Conflict minor) {
                    return "guardian";
                }
            }
            case "withdraw" -> centre.withdraw(customer, purpose);
            case "unsubscribe" -> centre.unsubscribe(customer, Evidence.PREFERENCE_CENTRE);
            case "copy", "erasure" -> {
                centre.ask(customer, Kind.valueOf(act.toUpperCase(Locale.ROOT)));
                return "asked";
            }
            case "correction" -> {
                String wording = form.getOrDefault("wording", "").strip();
                if (wording.isEmpty() || wording.length() > MOST_WORDING) {
                    return "wording";
                }
                centre.askCorrection(customer, wording);
                return "asked";
            }
            default -> throw new CommandProblem.Invalid("act-unknown", "There is no such button on the page.");
        }
        return act.equals("unsubscribe") ? "unsubscribed" : "saved";
    }

    private ResponseEntity<String> withCustomer(
            String token, PreferenceWords words, Function<String, ResponseEntity<String>> answer) {
        Optional<String> customer = links.find(token, clock.instant());
        if (customer.isEmpty()) {
            return html(404, PreferenceHtml.message(words, words.said("ended")));
        }
        try {
            return answer.apply(customer.get());
        } catch (CommandProblem.Gone | CommandProblem.NotFound nobody) {
            return html(410, PreferenceHtml.message(words, words.said("gone")));
        }
    }

    /** Reloading the page then repeats nothing. */
    private static ResponseEntity<String> seeOther(String token, PreferenceWords words, String said) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/preferences/" + token + "?lang=" + words.language() + "&said=" + said))
                .build();
    }

    private static ResponseEntity<String> html(int status, String page) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header("Content-Security-Policy", CONTENT_SECURITY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "inline") // or Spring takes the token's dots for a file's name
                .body(page);
    }
}
