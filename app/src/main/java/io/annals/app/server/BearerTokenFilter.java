package io.annals.app.server;

import io.annals.app.server.OpenIdTokens.IdentityProviderAway;
import io.annals.command.Commands;
import io.annals.contracts.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs in whoever shows a valid token, and lets those wait who guess or ask too much. */
class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Bearers bearers;
    private final Patience patience;
    private final ProblemWriter problems;

    BearerTokenFilter(Bearers bearers, Patience patience, ProblemWriter problems) {
        this.bearers = bearers;
        this.patience = patience;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request);
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        long wait = patience.beforeAnotherTry(request.getRemoteAddr());
        if (wait > 0) {
            tooMany(request, response, wait, "tokens-wrong", "Too many wrong tokens came from this address.");
            return;
        }
        try {
            Optional<Bearer> bearer = bearers.find(token);
            if (bearer.isEmpty()) {
                patience.wrongToken(request.getRemoteAddr());
                chain.doFilter(request, response);
                return;
            }
            wait = patience.beforeAnotherRequest(bearer.get().name());
            if (wait > 0) {
                tooMany(request, response, wait, "requests-too-many", "This bearer asks for more than is allowed.");
                return;
            }
            signIn(bearer.get());
        } catch (IdentityProviderAway away) {
            problems.write(
                    request, response, 503, "identity-provider-away", "The identity provider cannot be reached.");
            return;
        } catch (RuntimeException e) {
            if (Commands.asFailure(e) instanceof Problem problem) {
                problems.write(request, response, problem.status(), problem.code(), problem.detail());
                return;
            }
            throw e;
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    private void tooMany(
            HttpServletRequest request, HttpServletResponse response, long seconds, String code, String detail)
            throws IOException {
        response.setHeader("Retry-After", Long.toString(seconds));
        problems.write(request, response, 429, code, detail + " Try again in " + seconds + " s.");
    }

    private static void signIn(Bearer bearer) {
        List<SimpleGrantedAuthority> roles = bearer.roles().stream()
                .map(role -> new SimpleGrantedAuthority(role.name()))
                .toList();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(bearer.name(), null, roles));
    }
}
