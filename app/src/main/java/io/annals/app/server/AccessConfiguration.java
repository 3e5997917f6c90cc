package io.annals.app.server;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.annals.command.AccessTokens;
import io.annals.contracts.access.Role;
import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Who may ask for what: every endpoint has its line, and what has none is refused. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final String CONTENT_SECURITY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    @Bean
    AccessTokens accessTokens(DataSource database) {
        return AccessTokens.in(database);
    }

    @Bean
    SecurityFilterChain access(HttpSecurity http, AccessTokens tokens, ProblemWriter problems) throws Exception {
        return http.authorizeHttpRequests(may -> may
                        // The second half of a request that was let in: a streamed body, an error's page.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        // A write key opens these; the command side checks it.
                        .requestMatchers(
                                "/v1/**", "/api/s/**", "/beacon/**", "/pixel/**", "/sourceConfig/**", "/sa", "/sa.gif")
                        .permitAll()
                        .requestMatchers(PUT, "/api/consents/*")
                        .permitAll()
                        // The console's own files, and what machines ask before they sign in.
                        .requestMatchers(
                                "/", "/index.html", "/assets/**", "/favicon.svg", "/openapi.json", "/actuator/health")
                        .permitAll()
                        .requestMatchers("/api/session")
                        .authenticated()
                        .requestMatchers(PUT, "/api/customers/*/consents/*")
                        .access(any(Role.ADMINISTRATOR, Role.MARKETER, Role.INTEGRATION))
                        .requestMatchers(GET, "/api/customers", "/api/customers/*")
                        .access(any(Role.ADMINISTRATOR, Role.MARKETER, Role.ANALYST, Role.AUDITOR))
                        .requestMatchers(GET, "/api/customers/*/history")
                        .access(any(Role.ADMINISTRATOR, Role.MARKETER, Role.AUDITOR))
                        .requestMatchers(POST, "/api/segments/preview")
                        .access(any(Role.ADMINISTRATOR, Role.MARKETER, Role.ANALYST))
                        .requestMatchers(GET, "/api/segments/vocabulary")
                        .access(any(Role.ADMINISTRATOR, Role.MARKETER, Role.ANALYST))
                        .requestMatchers(GET, "/api/views", "/api/views/**", "/api/status", "/api/refusals")
                        .access(any(Role.ADMINISTRATOR, Role.ANALYST, Role.AUDITOR, Role.MARKETER))
                        .requestMatchers(POST, "/api/views/**")
                        .access(any(Role.ADMINISTRATOR))
                        .requestMatchers(GET, "/api/sources")
                        .access(any(Role.ADMINISTRATOR, Role.MARKETER, Role.ANALYST, Role.AUDITOR))
                        .requestMatchers(POST, "/api/sources")
                        .access(any(Role.ADMINISTRATOR))
                        .requestMatchers(GET, "/api/backup")
                        .access(any(Role.ADMINISTRATOR))
                        .anyRequest()
                        .denyAll())
                .addFilterBefore(new BearerTokenFilter(tokens), AnonymousAuthenticationFilter.class)
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

    private static AuthorizationManager<RequestAuthorizationContext> any(Role... roles) {
        return AuthorityAuthorizationManager.hasAnyAuthority(
                Arrays.stream(roles).map(Role::name).toArray(String[]::new));
    }
}
