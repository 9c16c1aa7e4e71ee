package org.imprimatur.consent.record;

import org.imprimatur.consent.ledger.CommittedDocuments;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.ledger.Ledgers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Opens the public log for the records. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
    static final String COLLECTION = "records";

    @Bean
    Ledger consentLog(Ledgers ledgers, MongoTemplate database) {
        return ledgers.consent(new CommittedDocuments(database.getCollection(COLLECTION)));
    }
}
