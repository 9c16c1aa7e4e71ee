/** How fast drafts are saved, and how long an approval takes to reach readers. */
@NullMarked
package org.imprimatur.benchmarks.newsroom;

import org.jspecify.annotations.NullMarked;
