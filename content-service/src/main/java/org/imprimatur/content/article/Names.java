package org.imprimatur.content.article;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Sets of names in an order that doesn't change from one JVM to the next, since they are hashed into the log. */
final class Names {
    private Names() {}

    static Set<String> sorted(Collection<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    static Set<String> with(Collection<String> names, String name) {
        Set<String> more = new TreeSet<>(names);
        more.add(name);
        return Collections.unmodifiableSet(more);
    }

    static Set<String> together(Collection<String> names, Collection<String> others) {
        Set<String> more = new TreeSet<>(names);
        more.addAll(others);
        return Collections.unmodifiableSet(more);
    }
}
