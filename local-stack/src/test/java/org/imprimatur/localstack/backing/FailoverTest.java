package org.imprimatur.localstack.backing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What a failover takes back and what it leaves; the pattern for every test of a service over one. */
class FailoverTest {
    private final ReplicaSet set = ReplicaSet.sharedOrSkip();

    @Test
    void whatAMajorityAcknowledgedSurvivesAStepDown() {
        try (MongoClient client = set.client()) {
            MongoCollection<Document> notes = notes(client, "kept");
            notes.withWriteConcern(WriteConcern.MAJORITY).insertOne(new Document("_id", "majority"));
            ReplicaSetMember old = set.primary();
            assertThat(set.stepDown()).isNotSameAs(old);
            assertThat(ids(notes.withReadConcern(ReadConcern.MAJORITY))).containsExactly("majority");
        }
    }

    @Test
    void whatALonelyPrimaryAcknowledgedIsTakenBackAndAMajorityReadNeverSawIt() {
        List<Object> seenLocally = new ArrayList<>();
        List<Object> seenByMajority = new ArrayList<>();
        try (MongoClient client = set.client()) {
            MongoCollection<Document> notes = notes(client, "taken-back");
            notes.withWriteConcern(WriteConcern.MAJORITY).insertOne(new Document("_id", "majority"));
            set.rollBack(() -> {
                notes.withWriteConcern(WriteConcern.W1).insertOne(new Document("_id", "primary alone"));
                seenLocally.addAll(ids(notes.withReadConcern(ReadConcern.LOCAL)));
                seenByMajority.addAll(ids(notes.withReadConcern(ReadConcern.MAJORITY)));
            });
            assertThat(seenLocally).containsExactly("majority", "primary alone");
            assertThat(seenByMajority).containsExactly("majority");
            assertThat(set.members()).allSatisfy(member -> assertThat(idsAt(member)).containsExactly("majority"));
        }
    }

    @Test
    void aStoppedMemberIsMissedByNobodyAndComesBack() {
        try (MongoClient client = set.client()) {
            MongoCollection<Document> notes = notes(client, "stopped").withWriteConcern(WriteConcern.MAJORITY);
            ReplicaSetMember stopped = set.primary();
            stopped.stop();
            notes.insertOne(new Document("_id", "without it"));
            assertThat(stopped.isRunning()).isFalse();
            set.mend();
            notes.withWriteConcern(WriteConcern.W3).insertOne(new Document("_id", "with it"));
            assertThat(idsAt(stopped, "stopped")).containsExactly("with it", "without it");
        }
    }

    private static MongoCollection<Document> notes(MongoClient client, String collection) {
        MongoCollection<Document> notes = client.getDatabase("failover-test").getCollection(collection);
        notes.withWriteConcern(WriteConcern.MAJORITY).deleteMany(new Document());
        return notes;
    }

    private static List<Object> idsAt(ReplicaSetMember member) {
        return idsAt(member, "taken-back");
    }

    private static List<Object> idsAt(ReplicaSetMember member, String collection) {
        try (MongoClient alone = MongoClients.create(member.uri())) {
            return ids(alone.getDatabase("failover-test").getCollection(collection)
                    .withReadPreference(ReadPreference.nearest()));
        }
    }

    private static List<Object> ids(MongoCollection<Document> notes) {
        return notes.find().sort(new Document("_id", 1)).map(note -> note.get("_id")).into(new ArrayList<>());
    }
}
