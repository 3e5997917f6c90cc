package io.annals.app.server;

import io.annals.command.preference.PreferenceLinks;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those wait who guess links of the preference centre or use one too often. A valid link counts by itself, whatever
 * else its address asks: the one-click requests of a whole mailing come from a few machines of the mail providers.
 */
class PreferencesFilter extends OncePerRequestFilter {

    private static final String PATH = "/preferences/";

    /** A request for correction, percent-encoded, and room. */
    private static final int MOST_FORM = 32_768;

    private final ObjectProvider<PreferenceLinks> links;
    private final Patience patience;
    private final ProblemWriter problems;
    private final Clock clock;

    PreferencesFilter(ObjectProvider<PreferenceLinks> links, Patience patience, ProblemWriter problems, Clock clock) {
        this.links = links;
        this.patience = patience;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = request.getRequestURI().substring(PATH.length());
        Optional<String> customer =
                Optional.ofNullable(links.getIfAvailable()).flatMap(known -> known.find(token, clock.instant()));
        long wait = customer.map(patience::beforeAnotherRequest)
                .orElseGet(() -> patience.beforeAnotherTry(request.getRemoteAddr()));
        if (customer.isEmpty()) {
            patience.wrongToken(request.getRemoteAddr());
        }
        if (wait > 0) {
            response.setHeader("Retry-After", Long.toString(wait));
            problems.write(
                    request, response, 429, "requests-too-many", "Too many requests; try again in " + wait + " s.");
            return;
        }
        if (request.getMethod().equals("POST")
                && (request.getContentLengthLong() < 0 || request.getContentLengthLong() > MOST_FORM)) {
            problems.write(request, response, 413, "form-too-large", "A form tells its length, and is small.");
            return;
        }
        chain.doFilter(request, response);
    }
}
