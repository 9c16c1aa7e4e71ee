package org.imprimatur.publishing.release;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often the publisher looks up from its work.
 *
 * @param follow for other instances' editions
 * @param release for stories whose embargo is over
 * @param project for editions that the site's projection lacks
 * @param check for pages whose bytes were lost, a thousand at a time
 */
@ConfigurationProperties("imprimatur.release")
record ReleaseSettings(Duration follow, Duration release, Duration project, Duration check) {}
