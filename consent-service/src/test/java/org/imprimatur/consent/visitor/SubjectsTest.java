package org.imprimatur.consent.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.imprimatur.consent.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Years that no other test touches, each by clocks of its own. */
class SubjectsTest extends RunningService {
    @Autowired
    private MongoTemplate database;

    @Autowired
    private VisitorNumbers numbers;

    @Test
    void anInstanceWhoseQuarterHasntEndedKnowsWhatAnotherMadeInTheNext() {
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        Instant end = Instant.parse("2011-04-01T00:00:00Z");
        Instant behind = end.minusSeconds(1);
        Subjects one = instance();
        one.at(behind, visitor);
        one.everOf(visitor, behind);
        String made = instance().at(end, visitor);
        assertThat(one.everOf(visitor, behind)).contains(made);
    }

    @Test
    void theKeyOfThePresentQuarterIsKnownHoweverLatelyAnotherInstanceMadeIt() {
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        Instant now = Instant.parse("2012-05-15T12:00:00Z");
        Subjects one = instance();
        one.everOf(visitor, now);
        String made = instance().at(now, visitor);
        assertThat(one.everOf(visitor, now)).contains(made);
    }

    @Test
    void withinAQuarterTheKeysAreAskedForOnceInAWhile() {
        VisitorId visitor = numbers.derivedFrom(UUID.randomUUID());
        Instant now = Instant.parse("2013-05-15T12:00:00Z");
        Subjects one = instance();
        String present = one.at(now, visitor);
        assertThat(one.everOf(visitor, now)).contains(present);
        // No clock is so far off: a key of the past that comes up now is known a moment later.
        Instant past = Instant.parse("2013-01-15T12:00:00Z");
        String made = instance().at(past, visitor);
        assertThat(one.everOf(visitor, now.plusSeconds(4))).contains(present).doesNotContain(made);
        assertThat(one.everOf(visitor, now.plusSeconds(5))).contains(present, made);
    }

    private Subjects instance() {
        return new Subjects(database, new SecureRandom());
    }
}
