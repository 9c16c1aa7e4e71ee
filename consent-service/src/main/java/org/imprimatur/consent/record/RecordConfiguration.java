package org.imprimatur.consent.record;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.bson.Document;
import org.imprimatur.consent.ledger.CommittedDocuments;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.ledger.Ledgers;
import org.imprimatur.consent.preparation.Preparations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Where records are kept, and the public log that holds their commitments. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
    private static final String COLLECTION = "records";

    @Bean
    Records records(MongoTemplate database, GroupCommit recordCommit, Preparations preparations) {
        return new Records(collection(database), recordCommit, preparations);
    }

    @Bean
    GroupCommit recordCommit(MongoTemplate database, MeterRegistry metrics) {
        GroupCommit commit = new GroupCommit(collection(database), GroupCommit.Admission.USUAL);
        Gauge.builder("imprimatur.records.waiting", commit, waiting -> waiting.stalledFor().toMillis() / 1000.0)
                .baseUnit("seconds").description("How long the next record has been waiting for a writer")
                .register(metrics);
        return commit;
    }

    @Bean
    Ledger consentLog(Ledgers ledgers, MongoTemplate database) {
        return ledgers.consent(new CommittedDocuments(database.getCollection(COLLECTION)));
    }

    /**
     * Read and written so that no failover takes back what was answered: said here, and not left to the connection
     * string, which may say otherwise.
     */
    private static MongoCollection<Document> collection(MongoTemplate database) {
        return database.getCollection(COLLECTION).withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }
}
