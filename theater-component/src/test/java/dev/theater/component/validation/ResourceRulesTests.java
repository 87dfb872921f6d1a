package dev.theater.component.validation;

import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is valid with resources is refused as not supported, and the rest as invalid. */
class ResourceRulesTests extends ValidatorFixture {

	private static final DefType RESOURCE = new DefType.Resource(null);

	@Test
	void refusesValidResourcesByName() {
		type(RESOURCE);
		unsupported("resources");
		this.definitions.clear();
		importResource("r");
		unsupported("resources");
		this.definitions.clear();
		instanceType(() -> declare("r", new ExternDesc.Resource()));
		unsupported("resources");
	}

	@Test
	void findsOutWhatIsInvalidFirst() {
		type(RESOURCE);
		refusedWith(() -> importAs("a_b", new ExternDesc.Instance(0)), ValidationRule.SORT, "type 0");
	}

	@Test
	void refusesHandlesOfOtherTypes() {
		type(new DefType.Own(0));
		refused(ValidationRule.INDEX, "type 0");
		this.definitions.clear();
		type(record(STRING));
		refusedWith(() -> type(new DefType.Own(0)), ValidationRule.SORT, "type 0 is not a resource");
		refusedWith(() -> type(new DefType.Borrow(0)), ValidationRule.SORT, "type 0 is not a resource");
		importResource("r");
		type(new DefType.Own(1));
		type(new DefType.Borrow(1));
		unsupported("resources");
	}

	@Test
	void refusesBorrowedHandlesInResults() {
		importResource("r");
		type(new DefType.Borrow(0));
		type(new DefType.ListOf(at(1)));
		refusedWith(() -> type(function(null, at(1))), ValidationRule.TYPE, "borrow in the result");
		refusedWith(() -> type(function(null, at(2))), ValidationRule.TYPE, "borrow in the result");
		type(function(at(2), null));
		unsupported("resources");
	}

	@Test
	void refusesToDefineResourcesInsideTypes() {
		refusedWith(() -> componentType(() -> type(RESOURCE)), ValidationRule.TYPE, "only components define resources");
		refusedWith(() -> instanceType(() -> type(RESOURCE)), ValidationRule.TYPE, "only components define resources");
		nested(() -> type(RESOURCE));
		unsupported("resources");
	}

	@Test
	void refusesDestructorsOfOtherTypes() {
		withModule();
		refusedWith(() -> type(new DefType.Resource(2L)), ValidationRule.CORE_SIGNATURE,
				"a destructor of type (func); (func (param i32)) is right");
		refusedWith(() -> type(new DefType.Resource(9L)), ValidationRule.INDEX, "core func 9");
		type(new DefType.Resource(1L));
		unsupported("resources");
	}

	@ParameterizedTest
	@ValueSource(strings = { "resource.new", "resource.rep", "resource.drop" })
	void refusesFunctionsOfWhatIsNoResource(String operation) {
		type(record(STRING));
		refusedWith(() -> add(new Definition.ResourceFunction(next(), operation, 0)), ValidationRule.SORT,
				"as " + operation + " needs");
		refusedWith(() -> add(new Definition.ResourceFunction(next(), operation, 4)), ValidationRule.INDEX, "type 4");
		type(RESOURCE);
		add(new Definition.ResourceFunction(next(), operation, 1));
		unsupported("resources");
	}

	@Test
	void leavesTheRepresentationToTheComponentThatDefines() {
		importResource("r");
		refusedWith(() -> add(new Definition.ResourceFunction(next(), "resource.new", 0)), ValidationRule.SORT,
				"which another component defines");
		refusedWith(() -> add(new Definition.ResourceFunction(next(), "resource.rep", 0)), ValidationRule.SORT,
				"which another component defines");
		add(new Definition.ResourceFunction(next(), "resource.drop", 0));
		unsupported("resources");
	}

	@Test
	void keepsAResourceThatComesBackFromAnInstance() {
		type(RESOURCE);
		nested(() -> {
			importResource("in");
			exportType("out", 0);
		});
		instantiate(0, named("in", Sort.TYPE, 0));
		alias(Sort.TYPE, 0, "out");
		add(new Definition.ResourceFunction(next(), "resource.rep", 1));
		unsupported("resources");
	}

	@Test
	void givesEachInstanceResourcesOfItsOwn() {
		nested(() -> {
			type(RESOURCE);
			exportType("r", 0);
		});
		instantiate(0);
		instantiate(0);
		alias(Sort.TYPE, 0, "r");
		alias(Sort.TYPE, 1, "r");
		alias(Sort.TYPE, 0, "r");
		nestedThatWantsOneResourceTwice();
		refusedWith(() -> instantiate(1, named("a", Sort.TYPE, 0), named("b", Sort.TYPE, 1)),
				ValidationRule.INSTANTIATION, "argument \"b\"");
		instantiate(1, named("a", Sort.TYPE, 0), named("b", Sort.TYPE, 2));
		unsupported("resources");
	}

	@Test
	void givesEachImportedInstanceResourcesOfItsOwn() {
		instanceType(() -> declare("r", new ExternDesc.Resource()));
		importAs("i", new ExternDesc.Instance(0));
		importAs("j", new ExternDesc.Instance(0));
		alias(Sort.TYPE, 0, "r");
		alias(Sort.TYPE, 1, "r");
		nestedThatWantsOneResourceTwice();
		refusedWith(() -> instantiate(0, named("a", Sort.TYPE, 1), named("b", Sort.TYPE, 2)),
				ValidationRule.INSTANTIATION, "argument \"b\"");
		instantiate(0, named("a", Sort.TYPE, 1), named("b", Sort.TYPE, 1));
		unsupported("resources");
	}

	@Test
	void comparesFunctionsByTheResourcesOfTheArguments() {
		importResource("r");
		importResource("s");
		type(new DefType.Own(0));
		type(function(at(2), null));
		importAs("f", new ExternDesc.Function(3));
		nested(() -> {
			importResource("r");
			type(new DefType.Own(0));
			type(function(at(1), null));
			importAs("f", new ExternDesc.Function(2));
		});
		refusedWith(() -> instantiate(0, named("r", Sort.TYPE, 1), named("f", Sort.FUNCTION, 0)),
				ValidationRule.INSTANTIATION, "argument \"f\"");
		refusedWith(() -> instantiate(0, named("r", Sort.TYPE, 2), named("f", Sort.FUNCTION, 0)),
				ValidationRule.INSTANTIATION, "argument \"r\"");
		instantiate(0, named("r", Sort.TYPE, 0), named("f", Sort.FUNCTION, 0));
		unsupported("resources");
	}

	@Test
	void hidesAResourceBehindAnAscribedOne() {
		nested(() -> {
			type(RESOURCE);
			exportType("a", 0);
			exportType("b", 0);
			exportAs("c", Sort.TYPE, 0, new ExternDesc.Resource());
		});
		instantiate(0);
		alias(Sort.TYPE, 0, "a");
		alias(Sort.TYPE, 0, "b");
		alias(Sort.TYPE, 0, "c");
		nestedThatWantsOneResourceTwice();
		refusedWith(() -> instantiate(1, named("a", Sort.TYPE, 0), named("b", Sort.TYPE, 2)),
				ValidationRule.INSTANTIATION, "argument \"b\"");
		instantiate(1, named("a", Sort.TYPE, 0), named("b", Sort.TYPE, 1));
		unsupported("resources");
	}

	@Test
	void comparesComponentsWithResourcesThatStandForAny() {
		nested(() -> {
			importResource("x");
			type(new DefType.Own(0));
			type(function(null, at(1)));
			importAs("f", new ExternDesc.Function(2));
			add(export("g", Sort.FUNCTION, 0));
		});
		nested(() -> {
			componentType(() -> componentThatPassesOn(0));
			importAs("c", new ExternDesc.Component(0));
		});
		nested(() -> {
			componentType(() -> componentThatPassesOn(1));
			importAs("c", new ExternDesc.Component(0));
		});
		refusedWith(() -> instantiate(2, named("c", Sort.COMPONENT, 0)), ValidationRule.INSTANTIATION,
				"argument \"c\": export \"g\"");
		instantiate(1, named("c", Sort.COMPONENT, 0));
		unsupported("resources");
	}

	/** With two resources, of which the exported function returns one. */
	private void componentThatPassesOn(long exported) {
		importResource("x");
		importResource("y");
		type(new DefType.Own(0));
		type(function(null, at(2)));
		importAs("f", new ExternDesc.Function(3));
		type(new DefType.Own(exported));
		type(function(null, at(4)));
		declare("g", new ExternDesc.Function(5));
	}

	@Test
	void refusesOuterAliasesOfWhatRefersToResources() {
		type(RESOURCE);
		type(new DefType.Own(0));
		type(new DefType.ListOf(at(1)));
		componentType(() -> {
			outerType(1, 0);
			importType("r", 0);
		});
		for (int i = 0; i < 4; i++) {
			int index = i;
			refusedWith(() -> nested(() -> outerType(1, index)), ValidationRule.ALIAS, "refers to a resource");
			refusedWith(() -> nested(() -> componentType(() -> outerType(2, index))), ValidationRule.ALIAS,
					"refers to a resource");
		}
		instanceType(() -> outerType(1, 2));
		componentType(() -> importResource("own"));
		nested(() -> outerType(1, 5));
		unsupported("resources");
	}

	@Test
	void wantsNamesForResourcesToo() {
		type(RESOURCE);
		type(new DefType.Own(0));
		type(function(null, at(1)));
		refusedWith(() -> exportType("f", 2), ValidationRule.VISIBILITY, "refers to the type resource");
		exportType("r", 0);
		type(new DefType.Own(3));
		type(function(null, at(4)));
		refusedWith(() -> importAs("f", new ExternDesc.Function(5)), ValidationRule.VISIBILITY, "resource");
		exportType("f", 5);
		unsupported("resources");
	}

	@Test
	void tellsResourcesFromOtherTypes() {
		type(RESOURCE);
		type(record(STRING));
		nested(() -> importResource("r"));
		nested(() -> {
			type(record(STRING));
			importType("r", 0);
		});
		refusedWith(() -> instantiate(0, named("r", Sort.TYPE, 1)), ValidationRule.INSTANTIATION, "argument \"r\"");
		refusedWith(() -> instantiate(1, named("r", Sort.TYPE, 0)), ValidationRule.INSTANTIATION, "argument \"r\"");
		refusedWith(() -> instantiate(0), ValidationRule.INSTANTIATION, "no argument \"r\"");
		instantiate(0, named("r", Sort.TYPE, 0));
		instantiate(1, named("r", Sort.TYPE, 1));
		unsupported("resources");
	}

	private void nestedThatWantsOneResourceTwice() {
		nested(() -> {
			importResource("a");
			importType("b", 0);
		});
	}

}
