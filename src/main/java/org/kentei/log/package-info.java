/**
 * The append-only log that proves the record: a Merkle tree as in RFC 9162 over canonical JSON, its proofs, its signed
 * checkpoints, and the verifier, which needs neither a database nor trust in the operator.
 */
@NullMarked
package org.kentei.log;

import org.jspecify.annotations.NullMarked;
