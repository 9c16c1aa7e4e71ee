package org.imprimatur.consent.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.imprimatur.consent.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

class VisitorNumbersTest extends RunningService {
    @Test
    void everyInstanceMakesTheSameNumberOfAChoiceAndKnowsTheOthersCookies(
            @Autowired AutowireCapableBeanFactory beans) {
        VisitorNumbers one = beans.createBean(VisitorNumbers.class);
        VisitorNumbers other = beans.createBean(VisitorNumbers.class);
        UUID choice = UUID.randomUUID();
        VisitorId visitor = one.derivedFrom(choice);
        assertThat(other.derivedFrom(choice)).isEqualTo(visitor);
        assertThat(other.derivedFrom(UUID.randomUUID())).isNotEqualTo(visitor);
        assertThat(other.read(one.cookie(visitor))).contains(visitor);
    }

    @Test
    void aSealedNumberComesOutWithItsChoicesIdAlone(@Autowired VisitorNumbers numbers) {
        UUID choice = UUID.randomUUID();
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        String sealed = numbers.sealed(visitor, choice);
        assertThat(numbers.opened(sealed, choice)).isEqualTo(visitor);
        assertThat(numbers.opened(sealed, UUID.randomUUID())).isNotEqualTo(visitor);
    }

    @Test
    void aVisitorsNumberShowsInNoText(@Autowired VisitorNumbers numbers) {
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        assertThat(visitor.toString()).isEqualTo("a visitor");
    }
}
