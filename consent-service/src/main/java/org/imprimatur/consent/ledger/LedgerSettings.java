package org.imprimatur.consent.ledger;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the logs are kept.
 *
 * @param createKeys whether a missing signing key is made, which only a machine of one's own should want
 * @param checkpointInterval at most one checkpoint is signed in this time
 * @param sweep how long what a crash or an absent broker left behind may wait after things are well again
 * @param grace documents found pending are left this long to those who may be appending them right now
 * @param resend a document that was sent and has no place yet is sent again after this time, then after twice as long
 * @param replication how many brokers hold a topic that is made here
 */
@ConfigurationProperties("imprimatur.log")
record LedgerSettings(boolean createKeys, Duration checkpointInterval, Duration sweep, Duration grace,
        Duration resend, short replication, One consent, One access) {

    /**
     * One log.
     *
     * @param keyFile Ed25519 private key, PKCS#8 PEM
     * @param origin the log's name in checkpoints, and its key's name too (C2SP tlog-checkpoint)
     * @param topic the Kafka topic whose order is the log's
     * @param previousKeys verifier keys (C2SP signed-note) under which this log was signed before it got the present key
     * @param resumeOn Kafka's id of a topic on which a log goes on whose own topic is lost or was cut off; else empty
     * @param continues file with a checkpoint that was published, where the log is being rebuilt: nothing is shown before
     *            the log contains it again; else empty
     */
    record One(String keyFile, String origin, String topic, List<String> previousKeys, String resumeOn,
            String continues) {}
}
