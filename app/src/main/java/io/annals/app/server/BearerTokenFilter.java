package io.annals.app.server;

import io.annals.command.AccessTokens;
import io.annals.command.AccessTokens.Grant;
import io.annals.command.Commands;
import io.annals.contracts.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows the bearer of a token by the token's hash. */
class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final ProblemWriter problems;

    BearerTokenFilter(AccessTokens tokens, ProblemWriter problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            try {
                tokens.find(header.substring(SCHEME.length()).strip()).ifPresent(BearerTokenFilter::signIn);
            } catch (RuntimeException e) {
                if (Commands.asFailure(e) instanceof Problem problem) {
                    problems.write(request, response, problem.status(), problem.code(), problem.detail());
                    return;
                }
                throw e;
            }
        }
        chain.doFilter(request, response);
    }

    private static void signIn(Grant grant) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        grant.name(),
                        null,
                        List.of(new SimpleGrantedAuthority(grant.role().name()))));
    }
}
