"""Starts LocalStack on this machine, without a container. Its DynamoDB is the one at DYNAMODB_LOCAL_PORT.

LocalStack lacks some of what a deployment needs. This file adds it, so a test cannot show that AWS does the same.
"""

from types import SimpleNamespace

from localstack.runtime import main
from localstack.services.cloudformation.engine.v2.change_set_model import ChangeSetModel, ChangeType
from localstack.services.cloudformation.engine.v2.change_set_model_transform import ChangeSetModelTransform
from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent
from localstack.services.cloudformation.resource_providers.aws_cloudformation_stack import CloudFormationStackProvider
from localstack.services.dynamodb.resource_providers.aws_dynamodb_table import DynamoDBTableProvider
from localstack.services.dynamodb.server import DynamodbServer
from localstack.services.iam.resource_providers.aws_iam_managedpolicy import IAMManagedPolicyProvider
from localstack.services.lambda_.invocation.docker_runtime_executor import DockerRuntimeExecutor


def use_the_running_dynamodb():
    """LocalStack would download a DynamoDB Local."""
    DynamodbServer.start_dynamodb = lambda self: True
    DynamodbServer.stop_dynamodb = lambda self: None


def accept_functions_without_docker():
    """A function is stored, but cannot be invoked."""
    DockerRuntimeExecutor.validate_environment = classmethod(lambda cls: True)
    DockerRuntimeExecutor.prepare_version = classmethod(lambda cls, version: None)
    DockerRuntimeExecutor.cleanup_version = classmethod(lambda cls, version: None)


def end_circles_before_sam_transforms():
    """Before the transform, the function and its canary refer to each other. LocalStack would follow them without end."""
    visit_resource = ChangeSetModel._retrieve_or_visit_resource
    visit_ref = ChangeSetModelTransform.visit_node_intrinsic_function_ref

    def visit_once(self, resource_name):
        visiting = self.__dict__.setdefault("visiting", set())
        if resource_name in visiting:
            return SimpleNamespace(change_type=ChangeType.UNCHANGED, properties=SimpleNamespace(properties=[]))
        visiting.add(resource_name)
        try:
            return visit_resource(self, resource_name)
        finally:
            visiting.remove(resource_name)

    def no_resource(self, resource_name, node_template):
        raise RuntimeError(resource_name)

    def visit_parameter(self, node):
        try:
            return visit_ref(self, node)
        except RuntimeError:
            return self.visit(node.arguments)

    ChangeSetModel._retrieve_or_visit_resource = visit_once
    ChangeSetModelTransform._get_node_resource_for = no_resource
    ChangeSetModelTransform.visit_node_intrinsic_function_ref = visit_parameter


def update_nested_stacks():
    statuses = {
        "UPDATE_COMPLETE": OperationStatus.SUCCESS,
        "UPDATE_IN_PROGRESS": OperationStatus.IN_PROGRESS,
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS": OperationStatus.IN_PROGRESS,
    }

    def update(self, request):
        cloudformation = request.aws_client_factory.cloudformation
        model, context = request.desired_state, request.custom_context
        model["Id"] = request.previous_state["Id"]
        if "updating" not in context:
            context["updating"] = True
            cloudformation.update_stack(
                StackName=model["Id"],
                TemplateURL=model["TemplateURL"],
                Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
                Parameters=[
                    {"ParameterKey": key, "ParameterValue": str(value)}
                    for key, value in model.get("Parameters", {}).items()
                ],
            )
        stack = cloudformation.describe_stacks(StackName=model["Id"])["Stacks"][0]
        model["Outputs"] = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}
        status = statuses.get(stack["StackStatus"], OperationStatus.FAILED)
        return ProgressEvent(status=status, resource_model=model, custom_context=context)

    CloudFormationStackProvider.update = update


def protect_and_update_tables():
    """Adds new indexes, and switches the protection from deletion, also of a new table."""
    create_without_protection = DynamoDBTableProvider.create

    def create(self, request):
        event = create_without_protection(self, request)
        model = event.resource_model
        if event.status == OperationStatus.SUCCESS and model.get("DeletionProtectionEnabled"):
            request.aws_client_factory.dynamodb.update_table(
                TableName=model["TableName"], DeletionProtectionEnabled=True
            )
        return event

    def update(self, request):
        dynamodb = request.aws_client_factory.dynamodb
        model, before = request.desired_state, request.previous_state
        name = model["TableName"] = before["TableName"]
        model["Arn"] = before["Arn"]
        there = {each["IndexName"] for each in before.get("GlobalSecondaryIndexes", [])}
        new = [each for each in model.get("GlobalSecondaryIndexes", []) if each["IndexName"] not in there]
        changes = {"GlobalSecondaryIndexUpdates": [{"Create": each} for each in new]} if new else {}
        dynamodb.update_table(
            TableName=name,
            AttributeDefinitions=model["AttributeDefinitions"],
            DeletionProtectionEnabled=bool(model.get("DeletionProtectionEnabled")),
            **changes,
        )
        return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=model)

    DynamoDBTableProvider.create = create
    DynamoDBTableProvider.update = update


def detach_policies_before_they_are_deleted():
    """In AWS, a nested stack deletes a policy only after its parent has updated the role."""
    delete = IAMManagedPolicyProvider.delete

    def detach_and_delete(self, request):
        iam = request.aws_client_factory.iam
        policy = request.previous_state["Id"]
        for role in iam.list_entities_for_policy(PolicyArn=policy)["PolicyRoles"]:
            iam.detach_role_policy(RoleName=role["RoleName"], PolicyArn=policy)
        return delete(self, request)

    IAMManagedPolicyProvider.delete = detach_and_delete


use_the_running_dynamodb()
accept_functions_without_docker()
end_circles_before_sam_transforms()
update_nested_stacks()
protect_and_update_tables()
detach_policies_before_they_are_deleted()
main.main()
