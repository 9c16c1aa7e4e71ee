package org.imprimatur.torture.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprimatur.torture.schedule.Fault.Kind;
import org.junit.jupiter.api.Test;

/** What a schedule is made of. */
class ScheduleTest {
    private static final List<String> PROCESSES = List.of("consent-1", "content-1", "publishing-1", "consent-2",
            "content-2", "publishing-2", "kafka", "mongod-1", "mongod-2", "mongod-3");
    private static final List<String> WIRES = List.of("services~kafka", "publishing-1~consent",
            "publishing-2~consent", "services~mongod-1", "members~mongod-1", "services~mongod-2", "members~mongod-2",
            "services~mongod-3", "members~mongod-3");

    private static List<Fault> of(long seed, Set<Kind> only) {
        return Schedule.of(seed, 600_000, PROCESSES, WIRES, only);
    }

    @Test
    void theSameSeedGivesTheSameScheduleAndAnotherOneAnother() {
        assertThat(of(1, EnumSet.allOf(Kind.class))).isEqualTo(of(1, EnumSet.allOf(Kind.class)))
                .isNotEqualTo(of(2, EnumSet.allOf(Kind.class)));
    }

    @Test
    void inHalfAnHourEveryKindOfFaultAndEveryVictimComesUp() {
        for (long seed = 1; seed <= 50; seed++) {
            List<Fault> faults = Schedule.of(seed, 1_800_000, PROCESSES, WIRES, EnumSet.allOf(Kind.class));
            assertThat(faults).extracting(Fault::kind).as("seed %d", seed).contains(Kind.values());
            assertThat(faults).extracting(Fault::victim).as("seed %d", seed).containsAll(PROCESSES).containsAll(WIRES)
                    .contains("imprimatur.articles", "imprimatur.releases");
        }
    }

    @Test
    void aProcessIsFrozenForUpToAMinuteAndInAShortRunForAnEighthOfIt() {
        assertThat(of(1, EnumSet.of(Kind.FREEZE))).extracting(Fault::lasts).allMatch(lasts -> lasts <= 60_000)
                .anyMatch(lasts -> lasts > 40_000);
        assertThat(Schedule.of(1, 120_000, PROCESSES, WIRES, EnumSet.of(Kind.FREEZE))).isNotEmpty()
                .extracting(Fault::lasts).allMatch(lasts -> lasts <= 15_000);
    }

    @Test
    void onlyWhatHasADiskOfItsOwnFindsItFull() {
        assertThat(of(1, EnumSet.of(Kind.FILL))).extracting(Fault::victim).contains("kafka", "mongod-1")
                .containsOnly("kafka", "mongod-1");
    }

    @Test
    void theTopicsOfTheLogsAreNeverMadeAnewSinceTheirKeepersWouldStop() {
        assertThat(of(1, EnumSet.of(Kind.RECREATE))).extracting(Fault::victim)
                .containsOnly("imprimatur.articles", "imprimatur.releases");
    }

    @Test
    void inTenMinutesEachPlaceBetweenTwoWritesComesUpTwiceAndLeavesRoomForTheRest() {
        for (long seed = 1; seed <= 50; seed++) {
            List<Fault> faults = of(seed, EnumSet.allOf(Kind.class));
            Map<String, List<Fault>> byPlace = faults.stream().filter(fault -> fault.kind().isAtAPlace())
                    .collect(Collectors.groupingBy(Fault::how));
            assertThat(byPlace.keySet()).as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Place.values()).map(Place::words).toList());
            assertThat(byPlace.values()).as("seed %d", seed).allMatch(some -> some.size() > 1);
            assertThat(faults).extracting(Fault::kind).as("seed %d", seed).contains(Kind.values());
            assertThat(faults.stream().filter(fault -> fault.kind().isAtAPlace()).count() * 2).as("seed %d", seed)
                    .isLessThan(faults.size());
        }
    }

    @Test
    void aShortRunTakesOtherPlacesWithAnotherSeed() {
        assertThat(placesOf(1)).isNotEmpty().doesNotHaveDuplicates().isNotEqualTo(placesOf(2));
    }

    private static List<String> placesOf(long seed) {
        return Schedule.of(seed, 90_000, PROCESSES, WIRES, EnumSet.allOf(Kind.class)).stream()
                .filter(fault -> fault.kind().isAtAPlace()).map(Fault::how).toList();
    }

    @Test
    void whatHappensAtAPlaceHappensToAProcessThatComesThere() {
        assertThat(of(5, EnumSet.of(Kind.HALT))).isNotEmpty().allSatisfy(fault -> assertThat(Arrays
                .stream(Place.values()).filter(place -> place.words().equals(fault.how()))).singleElement()
                .matches(place -> place.isIn(fault.victim())));
    }

    @Test
    void onlyAtThePlacesAskedForAnythingHappens() {
        assertThat(Schedule.of(5, 600_000, PROCESSES, WIRES, EnumSet.of(Kind.HALT, Kind.MEMORY),
                "entry|relay"::equals)).isNotEmpty().extracting(Fault::how).containsOnly("entry|relay");
    }

    @Test
    void whatHasNoVictimAmongThoseAskedForDoesNotHappen() {
        assertThat(Schedule.of(5, 600_000, List.of("kafka"), List.of(), EnumSet.allOf(Kind.class))).isNotEmpty()
                .extracting(Fault::kind).containsOnly(Kind.KILL, Kind.FREEZE, Kind.RESTART, Kind.STEP_DOWN,
                        Kind.REPEAT, Kind.RECREATE, Kind.FILL, Kind.STRAY);
    }

    @Test
    void onlyAnInstanceOfTheSiteIsRestartedOverATornProjection() {
        assertThat(of(5, EnumSet.of(Kind.TEAR))).isNotEmpty().extracting(Fault::victim)
                .allMatch(name -> name.startsWith("publishing-"));
    }

    @Test
    void nothingHappensBeforeItWasSeenThatAllIsWell() {
        assertThat(of(1, EnumSet.allOf(Kind.class))).extracting(Fault::at).allMatch(at -> at >= 30_000);
        assertThat(Schedule.of(1, 60_000, PROCESSES, WIRES, EnumSet.allOf(Kind.class))).isNotEmpty()
                .extracting(Fault::at).allMatch(at -> at >= 15_000);
    }

    @Test
    void onlyWhatMayHappenHappens() {
        assertThat(of(3, EnumSet.of(Kind.FREEZE))).isNotEmpty().extracting(Fault::kind).containsOnly(Kind.FREEZE);
    }

    @Test
    void noVictimIsStruckTwiceAtATimeAndTheDatabaseAndTheBrokerBearOneFaultAtMost() {
        Map<String, List<Fault>> byVictim = new HashMap<>(of(4, EnumSet.allOf(Kind.class)).stream()
                .collect(Collectors.groupingBy(fault -> fault.victim().replaceAll(".*mongod.*", "mongod")
                        .replaceAll(".*kafka|imprimatur.*|articles", "kafka"))));
        assertThat(byVictim.values()).allSatisfy(faults -> {
            for (int next = 1; next < faults.size(); next++) {
                assertThat(faults.get(next).at())
                        .isGreaterThan(faults.get(next - 1).at() + faults.get(next - 1).lasts());
            }
        });
    }
}
