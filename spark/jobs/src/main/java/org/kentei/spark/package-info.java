/** Decides candidates on Apache Spark: one jar for {@code spark-submit}, one class, one subcommand for each job. */
@NullMarked
package org.kentei.spark;

import org.jspecify.annotations.NullMarked;
