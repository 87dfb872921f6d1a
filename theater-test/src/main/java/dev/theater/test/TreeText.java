package dev.theater.test;

import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;

/** A tree as text, for failures. */
final class TreeText {

	private TreeText() {
	}

	static String of(SupervisionTree tree) {
		if (tree.roots().isEmpty()) {
			return "the tree is empty";
		}
		StringBuilder text = new StringBuilder("the tree:\n");
		tree.roots().forEach((root) -> append(text, root, "  "));
		return text.toString();
	}

	private static void append(StringBuilder text, ActorNode node, String indent) {
		text.append(indent).append(describe(node)).append('\n');
		node.children().forEach((child) -> append(text, child, indent + "  "));
	}

	static String describe(ActorNode node) {
		String failure = node.lastFailure().map((last) -> ", last failure: " + last.reason().describe()).orElse("");
		return node.name() + " " + node.status() + (node.parked() ? " (parked)" : "") + ", incarnation "
				+ node.incarnation() + ", " + node.mailbox() + " waiting" + failure + "  " + node.id();
	}

}
