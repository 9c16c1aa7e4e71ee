package org.imprimatur.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.imprimatur.localstack.backing.MongoBacking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that is as it must not be is found out, in a real database. */
class StoreLawsTest {
    private final MongoClient client = MongoClients.create(MongoBacking.shared().uri());
    private final MongoDatabase database = client.getDatabase("laws-" + UUID.randomUUID());
    private final StoreLaws laws = new StoreLaws(database, database);

    @AfterEach
    void drop() {
        database.drop();
        client.close();
    }

    private void edition(long number, String before, Object... released) {
        List<Document> outcomes = Stream.of(released).map(article -> new Document("articleId", article)
                .append("sequence", 3L).append("status", 200)).toList();
        database.getCollection("editions").insertOne(new Document("_id", number).append("previousHash", before)
                .append("hash", "hash-" + number).append("outcomes", outcomes));
    }

    private void entry(String article, long sequence, String before) {
        Document entry = new Document("_id", new Document("article", article).append("sequence", sequence))
                .append("hash", article + sequence);
        database.getCollection("article_log")
                .insertOne(before.isEmpty() ? entry : entry.append("previousHash", before));
    }

    private Set<String> broken() {
        return Stream.concat(laws.editions().stream(), Stream.of(laws.articles()))
                .filter(finding -> !finding.broken().isEmpty()).map(Finding::law).collect(Collectors.toSet());
    }

    @Test
    void storesThatAreAsTheyShouldBeBreakNoLaw() {
        edition(1, "", "a");
        edition(2, "hash-1", "b");
        entry("a", 1, "");
        entry("a", 2, "a1");
        entry("b", 1, "");
        assertThat(broken()).isEmpty();
    }

    @Test
    void anEditionThatIsMissingIsFound() {
        edition(1, "");
        edition(3, "hash-1");
        assertThat(broken()).containsExactly("editions that don't follow on each other");
    }

    @Test
    void anEditionThatFollowsOnAnotherPastIsFound() {
        edition(1, "");
        edition(2, "hash-0");
        assertThat(broken()).containsExactly("editions that don't follow on each other");
    }

    @Test
    void anApprovalThatTwoEditionsReleaseIsFound() {
        edition(1, "", "a", "b");
        edition(2, "hash-1", "a");
        assertThat(broken()).containsExactly("approvals released twice");
    }

    @Test
    void aDecisionThatIsMissingIsFound() {
        entry("a", 1, "");
        entry("a", 3, "a1");
        assertThat(broken()).containsExactly("article logs with a gap or a broken chain");
    }

    @Test
    void aDecisionThatWasRewrittenIsFound() {
        entry("a", 1, "");
        entry("a", 2, "what was there before");
        assertThat(broken()).containsExactly("article logs with a gap or a broken chain");
    }
}
