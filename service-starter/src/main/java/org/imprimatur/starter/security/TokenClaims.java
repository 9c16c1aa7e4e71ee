package org.imprimatur.starter.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads the newsroom's claims; whatever isn't of the expected form counts as absent, which gives no rights. */
final class TokenClaims {
    private TokenClaims() {}

    static Caller caller(Jwt token) {
        List<String> sections = strings(token, "sections");
        boolean every = !token.hasClaim("sections");
        String subject = token.getSubject();
        return new Caller(Objects.requireNonNull(subject, "a token without a subject was let in"), roles(token), every,
                Set.copyOf(sections));
    }

    static Set<Role> roles(Jwt token) {
        List<String> claimed = strings(token, "roles");
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values()).filter(role -> claimed.contains(role.claim())).forEach(roles::add);
        return roles;
    }

    private static List<String> strings(Jwt token, String claim) {
        return token.getClaims().get(claim) instanceof List<?> values
                ? values.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }
}
