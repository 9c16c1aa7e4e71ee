package org.imprimatur.consent.visitor;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much one sender may write into a log that never forgets.
 *
 * @param burst choices that are taken at once
 * @param perHour choices for which room is made in an hour
 * @param exemptLoopback whether senders on this machine have no limit
 * @param senderField the header field in which the services that forward requests say whose they are; empty where none
 *     does, or where visitors could reach this service past those and set it themselves
 */
@ConfigurationProperties("imprimatur.visitors.writes")
record WriteLimitSettings(int burst, int perHour, boolean exemptLoopback, String senderField) {}
