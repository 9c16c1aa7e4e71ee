package org.imprimatur.content;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Whether some class of another package needs this one. */
final class UsedElsewhere extends ArchCondition<JavaClass> {
    UsedElsewhere() {
        super("be used from another package");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean used = type.getDirectDependenciesToSelf().stream()
                .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
        events.add(new SimpleConditionEvent(type, used,
                type.getName() + (used ? " is" : " is public but is not") + " used from another package"));
    }
}
