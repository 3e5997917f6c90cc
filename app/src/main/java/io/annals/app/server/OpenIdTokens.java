package io.annals.app.server;

import io.annals.contracts.access.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/**
 * The tokens of an OpenID Connect provider: signed by its keys, meant for us, not expired. Its keys are fetched when the
 * first token comes, so that a provider that is away keeps nobody else out.
 */
final class OpenIdTokens implements Bearers {

    private final JwtDecoder decoder;
    private final List<String> rolesClaim;
    private final String rolePrefix;

    /**
     * @param rolesClaim steps into the token's claims, as {@code realm_access.roles}
     * @param rolePrefix what stands before a role's name there, as in {@code annals-marketer}
     */
    OpenIdTokens(String issuer, String audience, String rolesClaim, String rolePrefix) {
        this.decoder = new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder found = NimbusJwtDecoder.withIssuerLocation(issuer).build();
            found.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer), new JwtAudienceValidator(audience)));
            return found;
        });
        this.rolesClaim = List.of(rolesClaim.split("\\."));
        this.rolePrefix = rolePrefix;
    }

    @Override
    public Optional<Bearer> find(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            String name = jwt.getClaimAsString("preferred_username");
            return Optional.ofNullable(name == null ? jwt.getSubject() : name)
                    .map(known -> new Bearer(known, roles(at(jwt.getClaims(), rolesClaim))));
        } catch (BadJwtException notValid) {
            return Optional.empty();
        } catch (JwtException away) {
            throw new IdentityProviderAway(away);
        }
    }

    private Set<Role> roles(@Nullable Object claim) {
        Collection<?> names = claim instanceof Collection<?> several
                ? several
                : claim instanceof String text ? List.of(text.split(" ")) : List.of();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (names.contains(rolePrefix + role.name().toLowerCase(Locale.ROOT))) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static @Nullable Object at(@Nullable Object claims, List<String> steps) {
        if (steps.isEmpty()) {
            return claims;
        }
        return claims instanceof Map<?, ?> map ? at(map.get(steps.get(0)), steps.subList(1, steps.size())) : null;
    }

    /** Its keys cannot be fetched, so nobody can say whether the token is valid. */
    static final class IdentityProviderAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IdentityProviderAway(Throwable cause) {
            super(cause);
        }
    }
}
