package dev.theater.component.binary;

import java.util.List;

/**
 * A component as it is written: its definitions in order.
 *
 * @param offset the position of its first byte in the file
 * @param definitions all sections flattened, custom sections left out
 */
public record ComponentAst(long offset, List<Definition> definitions) {

	/**
	 * Copies.
	 */
	public ComponentAst {
		definitions = List.copyOf(definitions);
	}

}
