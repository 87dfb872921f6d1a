package dev.theater.component.validation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.theater.component.binary.NameAttribute;
import dev.theater.component.type.Label;

/**
 * What may be said of an import or export beside its name. It makes no name different.
 */
final class AttributeRules {

	private AttributeRules() {
	}

	static void require(String name, List<NameAttribute> attributes, ItemType item) {
		Set<NameAttribute.Kind> seen = EnumSet.noneOf(NameAttribute.Kind.class);
		for (NameAttribute attribute : attributes) {
			if (!seen.add(attribute.kind())) {
				throw invalid(name, "says \"" + attribute.kind() + "\" twice; once is right", attribute);
			}
			if (attribute.kind() == NameAttribute.Kind.IMPLEMENTS) {
				implemented(name, attribute, item);
			}
		}
	}

	private static void implemented(String name, NameAttribute attribute, ItemType item) {
		if (!ExternName.isInterface(attribute.value())) {
			throw invalid(name, "implements \"" + attribute.value()
					+ "\"; an interface such as \"namespace:package/interface@1.0.0\" is right", attribute);
		}
		if (!(item instanceof ItemType.Instance)) {
			throw invalid(name, "is a " + item.sort() + " and implements \"" + attribute.value()
					+ "\"; only instances implement interfaces", attribute);
		}
		if (!Label.isLabel(name)) {
			throw invalid(name,
					"implements \"" + attribute.value()
							+ "\" under the name of an interface; a label such as \"primary-store\" is right",
					attribute);
		}
	}

	private static InvalidComponentException invalid(String name, String problem, NameAttribute attribute) {
		return new InvalidComponentException(ValidationRule.NAME, "the import or export \"" + name + "\" " + problem,
				attribute.offset());
	}

}
