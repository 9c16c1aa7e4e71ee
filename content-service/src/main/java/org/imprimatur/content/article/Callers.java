package org.imprimatur.content.article;

import java.util.EnumSet;
import java.util.Set;
import org.imprimatur.starter.security.Caller;
import org.imprimatur.starter.security.Role;

/** Callers as the newsroom's rules know them. */
public final class Callers {
    private Callers() {}

    /** What the token lets its bearer do; roles that have nothing to do with articles are left out. */
    public static Actor actor(Caller caller) {
        Set<Actor.Duty> duties = EnumSet.noneOf(Actor.Duty.class);
        if (caller.is(Role.AUTHOR)) {
            duties.add(Actor.Duty.AUTHOR);
        }
        if (caller.is(Role.EDITOR)) {
            duties.add(Actor.Duty.EDITOR);
        }
        if (caller.is(Role.LEGAL)) {
            duties.add(Actor.Duty.LEGAL);
        }
        if (caller.is(Role.ADMIN)) {
            duties.add(Actor.Duty.ADMIN);
        }
        return new Actor(caller.name(), duties, caller.everySection() ? null : caller.sections());
    }
}
