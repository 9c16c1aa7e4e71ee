package org.imprimatur.consent.record;

import org.imprimatur.consent.ledger.CommittedDocuments;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.ledger.Ledgers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Where records are kept, and the public log that holds their commitments. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
    static final String COLLECTION = "records";

    @Bean
    GroupCommit recordCommit(MongoTemplate database) {
        return new GroupCommit(database.getCollection(COLLECTION));
    }

    @Bean
    Ledger consentLog(Ledgers ledgers, MongoTemplate database) {
        return ledgers.consent(new CommittedDocuments(database.getCollection(COLLECTION)));
    }
}
