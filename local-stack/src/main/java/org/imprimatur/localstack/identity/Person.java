package org.imprimatur.localstack.identity;

import java.util.List;
import java.util.Set;

/**
 * Somebody of the sample newsroom; signs in with the name as password.
 *
 * @param name the {@code sub} of the person's tokens
 * @param roles the claim {@code roles}
 * @param sections the claim {@code sections}; empty means all, and then there is no such claim
 */
public record Person(String name, Set<String> roles, Set<String> sections) {

    public Person {
        roles = Set.copyOf(roles);
        sections = Set.copyOf(sections);
    }

    /** Returns the whole newsroom, in the order in which an article meets them. */
    public static List<Person> newsroom() {
        return List.of(person("anna", "author"), person("erik", "editor"), person("edith", "editor"),
                person("lena", "legal"), person("carl", "compliance"), person("ada", "admin"));
    }

    private static Person person(String name, String role) {
        return new Person(name, Set.of(role), Set.of());
    }
}
