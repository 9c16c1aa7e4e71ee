/** The main job shown in one walk: an article from its draft to its readers, a choice from a visitor to an auditor. */
@NullMarked
package org.imprimatur.localstack.demo;

import org.jspecify.annotations.NullMarked;
