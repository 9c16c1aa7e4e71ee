package org.imprimatur.consent.record;

import org.imprimatur.consent.ledger.Ledger;
import org.imprimatur.consent.ledger.Ledgers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the public log for the records. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {
    @Bean
    Ledger consentLog(Ledgers ledgers, Records records) {
        return ledgers.consent(records);
    }
}
