package org.imprimatur.starter.security;

import java.util.Set;

/**
 * Who is calling, out of a verified token. A controller asks for it by naming it as an argument.
 *
 * @param name the token's subject
 * @param roles the known roles of its {@code roles} claim; unknown ones are dropped
 * @param everySection true where the token has no {@code sections} claim
 * @param sections the sections the token is limited to; empty where {@code everySection}
 */
public record Caller(String name, Set<Role> roles, boolean everySection, Set<String> sections) {
    public Caller {
        roles = Set.copyOf(roles);
        sections = Set.copyOf(sections);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether the sections claim lets this caller work on that section. */
    public boolean covers(String section) {
        return everySection || sections.contains(section);
    }
}
