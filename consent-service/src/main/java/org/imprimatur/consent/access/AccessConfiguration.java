package org.imprimatur.consent.access;

import org.imprimatur.consent.ledger.CommittedDocuments;
import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.ledger.Ledgers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Opens the second log. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    static final String COLLECTION = "access_records";

    @Bean
    Ledger accessLog(Ledgers ledgers, MongoTemplate database) {
        return ledgers.access(new CommittedDocuments(database.getCollection(COLLECTION)));
    }
}
