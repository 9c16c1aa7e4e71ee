package org.imprimatur.torture.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.imprimatur.localstack.backing.ReplicaSet;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.Programs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member of a real set can be cut off from its clients, and from the other members, one without the other. */
class MemberDoorTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<MemberDoor> doors = new ArrayList<>();
    private ReplicaSet set;

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(Programs.onPath("mongod").isPresent(), "no mongod on the PATH");
        set = ReplicaSet.startBehind(folder, (number, port) -> {
            doors.add(new MemberDoor("mongod-" + (number + 1), port));
            return doors.getLast().port();
        });
    }

    @AfterEach
    void end() {
        if (set != null) {
            set.close();
        }
        doors.forEach(MemberDoor::close);
    }

    private Wire wire(String name) {
        return doors.stream().flatMap(door -> door.wires().stream()).filter(wire -> wire.name().equals(name))
                .findFirst().orElseThrow();
    }

    /** As the services reach a member: by the door. */
    private boolean answersClients(int number) {
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + doors.get(number).port()
                + "/?directConnection=true&serverSelectionTimeoutMS=2000")) {
            return client.getDatabase("admin").runCommand(new Document("ping", 1)).getDouble("ok") == 1;
        } catch (MongoException away) {
            return false;
        }
    }

    /** What a member thinks of another one, asked past every wire. */
    private boolean sees(int number, int other) {
        try (MongoClient client = MongoClients.create(set.members().get(number).uri())) {
            return client.getDatabase("admin").runCommand(new Document("replSetGetStatus", 1))
                    .getList("members", Document.class).get(other).getDouble("health") == 1;
        }
    }

    @Test
    void clientsAreCutOffWhileTheMembersGoOnTogether() {
        wire("services~mongod-2").become(Wire.State.CUT);
        assertThat(answersClients(1)).isFalse();
        assertThat(answersClients(0)).isTrue();
        assertThat(sees(0, 1)).isTrue();
        wire("services~mongod-2").become(Wire.State.WHOLE);
        assertThat(answersClients(1)).isTrue();
    }

    @Test
    void aMemberIsCutOffFromTheOthersWhileItsClientsReachIt() {
        wire("members~mongod-3").become(Wire.State.CUT);
        assertThat(Await.until(() -> !sees(0, 2), SOON)).isTrue();
        assertThat(answersClients(2)).isTrue();
        wire("members~mongod-3").become(Wire.State.WHOLE);
        assertThat(Await.until(() -> sees(0, 2), SOON)).isTrue();
    }
}
