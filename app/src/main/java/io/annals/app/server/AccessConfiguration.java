package io.annals.app.server;

import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.security.authorization.AuthenticatedAuthorizationManager.authenticated;
import static org.springframework.security.authorization.AuthorizationManagers.allOf;

import io.annals.command.AccessTokens;
import io.annals.command.preference.PreferenceLinks;
import io.annals.contracts.access.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Who may ask for what: every endpoint has its line, and what has none is refused. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final String CONTENT_SECURITY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    /** Our own tokens begin with a word that no JSON Web Token begins with. */
    @Bean
    Bearers bearers(
            DataSource database,
            @Value("${annals.oidc.issuer}") String issuer,
            @Value("${annals.oidc.audience}") String audience,
            @Value("${annals.oidc.roles-claim}") String rolesClaim,
            @Value("${annals.oidc.role-prefix}") String rolePrefix) {
        AccessTokens own = AccessTokens.in(database, Clock.systemUTC());
        Bearers others = issuer.isBlank()
                ? token -> Optional.empty()
                : new OpenIdTokens(issuer, audience, rolesClaim, rolePrefix);
        return token -> token.startsWith(AccessTokens.PREFIX)
                ? own.find(token).map(grant -> new Bearer(grant.name(), Set.of(grant.role())))
                : others.find(token);
    }

    @Bean
    Patience patience(@Value("${annals.api.requests-per-minute}") int requestsPerMinute) {
        return new Patience(requestsPerMinute);
    }

    @Bean
    PreferencesFilter preferencesFilter(
            ObjectProvider<PreferenceLinks> links,
            ProblemWriter problems,
            @Value("${annals.preferences.requests-per-minute}") int requestsPerMinute) {
        return new PreferencesFilter(links, new Patience(requestsPerMinute), problems, Clock.systemUTC());
    }

    /** Without a filter: the command side checks the write keys itself, and a dozen filters cost more than the call. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tracking() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return new DefaultSecurityFilterChain(new OrRequestMatcher(
                Stream.of("/v1/**", "/api/s/**", "/beacon/**", "/pixel/**", "/sourceConfig/**", "/sa", "/sa.gif")
                        .<RequestMatcher>map(paths::matcher)
                        .toList()));
    }

    @Bean
    SecurityFilterChain access(
            HttpSecurity http,
            Bearers bearers,
            Patience patience,
            ProblemWriter problems,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints)
            throws Exception {
        return http.authorizeHttpRequests(may -> {
                    // The second half of a request that was let in: a streamed body, an error's page.
                    may.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll()
                            // A write key opens this one too; the command side checks it.
                            .requestMatchers(PUT, "/api/consents/*")
                            .permitAll()
                            // The console's own files, and what machines ask before they sign in.
                            .requestMatchers(
                                    "/",
                                    "/index.html",
                                    "/assets/**",
                                    "/favicon.svg",
                                    "/openapi.json",
                                    "/actuator/health")
                            .permitAll()
                            // Opened by the token in the address, which the command side checks.
                            .requestMatchers("/preferences/*")
                            .permitAll();
                    Access.LINES.forEach(line -> may.requestMatchers(line.method(), line.path())
                            .hasAnyAuthority(
                                    line.roles().stream().map(Role::name).toArray(String[]::new)));
                    may.requestMatchers("/api/**")
                            .access(allOf(authenticated(), toBeToldThereIsNothing(endpoints)))
                            .anyRequest()
                            .denyAll();
                })
                .addFilterBefore(
                        new BearerTokenFilter(bearers, patience, problems), AnonymousAuthenticationFilter.class)
                // A token in a header is not sent by a browser on its own, so there is nothing to forge.
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY)))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, e) -> problems.write(
                                request,
                                response,
                                401,
                                "token-missing",
                                "Send a valid token: Authorization: Bearer <token>."))
                        .accessDeniedHandler((request, response, e) -> problems.write(
                                request, response, 403, "role-insufficient", "This token's role may not do that.")))
                .build();
    }

    /** An endpoint without a line stays refused; a path or a method that no endpoint answers is a 404 or a 405. */
    private static AuthorizationManager<RequestAuthorizationContext> toBeToldThereIsNothing(
            RequestMappingHandlerMapping endpoints) {
        return (caller, context) -> {
            HttpServletRequest request = context.getRequest();
            ServletRequestPathUtils.parseAndCache(request);
            try {
                return new AuthorizationDecision(endpoints.getHandler(request) == null);
            } catch (Exception notLikeThis) {
                return new AuthorizationDecision(true);
            }
        };
    }
}
